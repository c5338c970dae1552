import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// A form with a document in it: its fields in any order, its bytes going to where they will be kept.
struct DocumentUpload {
    let arrival: Arrival
    let draft: DocumentDraft

    /// Room in the body for everything but the file.
    private static let formRoom = 1 << 20
    private static let fieldLimit = 64 * 1024

    /// Reads the whole form. Nothing is left of it where it throws.
    static func read(
        _ request: Request, into documents: Documents, by caller: Principal
    ) async throws -> DocumentUpload {
        var reader = try MultipartReader(request, limit: Int(documents.limit) + formRoom)
        let declared = request.headers[.contentLength].flatMap { Int64($0) }
        var form: [String: String] = [:]
        var file: (name: String?, arrival: Arrival)?
        do {
            while let part = try await reader.nextPart() {
                guard part.name == "file" else {
                    form[part.name] = try await reader.text(limit: fieldLimit, of: part.name)
                    continue
                }
                guard file == nil else {
                    throw Failure.invalid("file", code: "document.files", "Send one file in a request.")
                }
                let arrival = try await documents.receive(
                    into: try DocumentFields(form: form).customer, declared: declared, by: caller)
                file = (part.fileName, arrival)
                while let chunk = try await reader.nextChunk() {
                    try await arrival.write(Array(chunk.readableBytesView))
                }
            }
            guard let file else {
                throw Failure(
                    .notFound, code: "document.no-file", "There is no file in the body of the request.",
                    fields: [("file", ["File not found in body of request"])])
            }
            let draft = try DocumentFields(form: form).draft(uploadedName: file.name)
            return DocumentUpload(arrival: file.arrival, draft: draft)
        } catch {
            await file?.arrival.abort()
            throw error
        }
    }
}
