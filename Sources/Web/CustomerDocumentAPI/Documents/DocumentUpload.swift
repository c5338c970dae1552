import Basics
import Files
import HTTPSupport
import Hummingbird
import Identity

/// A form with a document in it.
typealias DocumentUpload = FileForm<DocumentDraft>

extension FileForm<DocumentDraft> {
    static func read(
        _ request: Request, into documents: Documents, by caller: Principal
    ) async throws -> DocumentUpload {
        try await read(
            request, limit: documents.limit,
            none: Failure(
                .notFound, code: "document.no-file", "There is no file in the body of the request.",
                fields: [("file", ["File not found in body of request"])]),
            several: .invalid("file", code: "document.files", "Send one file in a request."),
            begin: { file in
                try await documents.receive(
                    into: try DocumentFields(form: file.fields).customer, declared: file.declared, by: caller)
            },
            draft: { try DocumentFields(form: $0.fields).draft(uploadedName: $0.name) })
    }
}
