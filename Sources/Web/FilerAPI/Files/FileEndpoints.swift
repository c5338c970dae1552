import Basics
import Files
import HTTPSupport
import Hummingbird

/// `/v1/filer` and `/v1/filer/{fileKey}`: files come in, go out and go.
struct FileEndpoints: Sendable {
    let files: FirmFiles
    let contents: ContentAnswers

    func upload(_ request: Request, _ context: FilerContext) async throws -> Response {
        let caller = try context.caller
        try await files.authorize(.upload, by: caller)
        let upload = try await FileUpload.read(request, into: files, by: caller)
        let file = try await files.keep(upload.arrival, as: upload.draft, by: caller)
        return .json(firmFileRepresentation(file, tellsOwner: false))
    }

    func content(_ request: Request, _ context: FilerContext) async throws -> Response {
        let key = try context.key
        return try await contents.answer(to: request, with: try await files.get(key, by: context.principal))
    }

    func delete(_ request: Request, _ context: FilerContext) async throws -> Response {
        let caller = try context.caller
        try await files.delete(try context.key, by: caller)
        return .json(.null)
    }
}
