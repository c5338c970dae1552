import Basics
import Blobs
import BrandFileAPI
import BrandFiles
import CustomerDocumentAPI
import FilerAPI
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
    let firmFiles: FirmFiles
    let summaries: ImportRuns<IntercomSummary>
    let brandFiles: BrandFiles

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
        if let location = settings.surfaces[FilerSurface.name] {
            targets["filer"] = FilerTarget(
                files: firmFiles, draft: { try FilerUploadForm.draft($0.values) },
                outcome: { filerOutcome($0, at: location.prefix) })
        }
        if let location = settings.surfaces[IntercomAdminSurface.name] {
            targets["intercom-summary"] = SummaryTarget(
                runs: summaries, limit: Int64(settings.uploadLimit), location: location)
        }
        if let location = settings.surfaces[BrandFileSurface.name] {
            targets["brand"] = BrandTarget(files: brandFiles, location: location)
        }
        return Uploads(
            storage: storage, blobs: blobs, standardQuota: intake.standardQuota, lifetime: settings.uploadLifetime,
            plain: PlainFileTarget(
                intake: intake, limit: Int64(settings.filerLimit), outcome: { filerOutcome($0, at: "") }),
            targets: targets)
    }

    /// How the surfaces of the targets tell what they refuse.
    static let failureForms: [String: UploadsSurface.FailureForm] = [
        "document": DocumentUploadForm.failure, "filer": FilerErrors.response,
        "intercom-summary": SummaryUploadForm.failure, "brand": BrandFileErrors.response,
    ]
}

/// A file as the filer shows it, and where.
private func filerOutcome(_ file: StoredFile, at prefix: String) -> UploadOutcome {
    UploadOutcome(location: prefix + FilerUploadForm.path(of: file), answer: FilerUploadForm.answer(file))
}
