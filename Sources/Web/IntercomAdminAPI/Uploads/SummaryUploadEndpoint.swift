import Access
import Basics
import Blobs
import HTTPSupport
import HTTPTypes
import Hummingbird
import ImportKinds
import ImportRuns

/// `POST /intercoms/{intercom}/upload`: a summary workbook comes in, or one that came in before is confirmed.
struct SummaryUploadEndpoint: Sendable {
    let runs: ImportRuns<IntercomSummary>
    let blobs: any BlobStore
    let location: SurfaceLocation
    /// Most bytes of the body.
    let limit: Int

    func upload(_ request: Request, _ context: CallerContext) async throws -> Response {
        let intercom = try context.intercom.number
        try await runs.authorize(intercom, by: context.principal)
        let upload = try await UploadRequest(request, limit: limit, blobs: blobs)
        if let hash = upload.hash {
            return queued(try await runs.confirm(hash: hash, for: intercom, by: context.principal))
        }
        guard let file = upload.file else {
            throw Failure.invalid("file", code: "upload.empty", "The file is required.")
        }
        let workbook = ArrivedWorkbook(blob: file, fileName: upload.fileName, origin: location.base(for: request))
        switch try await runs.arrive(workbook, for: intercom, by: context.principal) {
        case .queued(let run): return queued(run)
        case .staged(let run, let hash, let expiresAt): return staged(run, hash: hash, expiresAt: expiresAt)
        }
    }

    private func queued(_ run: ImportRun) -> Response {
        var response = Response.noContent
        response.headers[.uploadID] = run.id.description
        return response
    }

    private func staged(_ run: ImportRun, hash: Secret, expiresAt: Instant) -> Response {
        var response = Response.json(
            SummaryUploadForm.answer(staged: run, hash: hash, expiresAt: expiresAt), status: .created)
        response.headers[.uploadID] = run.id.description
        return response
    }
}

extension HTTPField.Name {
    /// `X-Upload-Id`: the id under which an upload can be looked up.
    static var uploadID: HTTPField.Name { HTTPField.Name("X-Upload-Id") ?? .location }
}
