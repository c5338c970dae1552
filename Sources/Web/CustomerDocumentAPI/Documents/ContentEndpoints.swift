import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `/file/{id}/content`: a document's bytes.
struct ContentEndpoints: Sendable {
    let documents: Documents
    let downloads: FileDownloads

    func content(_ request: Request, _ context: CallerContext) async throws -> Response {
        let file = try await documents.get(try context.document, by: context.principal)
        return try await downloads.response(
            to: request, with: file, forcesDownload: request.query("forcedownload") == "true")
    }
}
