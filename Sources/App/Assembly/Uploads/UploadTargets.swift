import Basics
import Blobs
import CustomerDocumentAPI
import FileKinds
import Files
import HTTPSupport
import ImportKinds
import ImportRuns
import IntercomAdminAPI
import Storage
import UploadsAPI

/// What uploads can become: each target is what one surface makes of a file, where that surface is switched on.
struct UploadTargets {
    let settings: Settings
    let intake: FileIntake
    let documents: Documents
    let summaries: ImportRuns<IntercomSummary>

    func uploads(storage: any Storage, blobs: any BlobStore) -> Uploads {
        var targets: [String: any UploadTarget] = [:]
        if let location = settings.surfaces[CustomerDocumentSurface.name] {
            targets["document"] = DocumentTarget(
                documents: documents, draft: { try DocumentUploadForm.draft($0.values) },
                outcome: { document in
                    UploadOutcome(
                        location: location.prefix + DocumentUploadForm.path(of: document),
                        answer: DocumentUploadForm.answer(document))
                })
        }
        if let location = settings.surfaces[IntercomAdminSurface.name] {
            targets["intercom-summary"] = SummaryTarget(
                runs: summaries, limit: Int64(settings.uploadLimit), location: location)
        }
        return Uploads(
            storage: storage, blobs: blobs, standardQuota: intake.standardQuota, lifetime: settings.uploadLifetime,
            plain: PlainFileTarget(intake: intake, limit: Int64(settings.filerLimit), outcome: UploadTargets.plain),
            targets: targets)
    }

    /// How the surfaces of the targets tell what they refuse.
    static let failureForms: [String: UploadsSurface.FailureForm] = [
        "document": DocumentUploadForm.failure, "intercom-summary": SummaryUploadForm.failure,
    ]

    private static func plain(_ file: StoredFile) -> UploadOutcome {
        UploadOutcome(
            location: "/v1/filer/\(file.key)",
            answer: [
                "file_key": .string(file.key.text), "deleted_date": .null, "file_name": .string(file.name),
                "content_type": .string((file.content?.kind ?? .unknown).mediaType), "access_type": "Contact",
                "file_business_type": .null, "add_date": JSON(file.createdAt), "with_watermark": false,
            ])
    }
}
