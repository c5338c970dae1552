public import Basics
public import Files
public import HTTPSupport
public import Hummingbird

/// How this API reads and shows a document that came in another way than by its own form.
public enum DocumentUploadForm {
    public static func draft(_ fields: [String: String]) throws -> DocumentDraft {
        try DocumentFields(form: fields).draft(uploadedName: fields["filename"])
    }

    public static func answer(_ document: StoredFile) -> JSON { documentRepresentation(document) }

    public static func path(of document: StoredFile) -> String { "/file/\(document.key)" }

    public static func failure(_ failure: Failure, _ context: GateContext) -> Response {
        CustomerDocumentErrors.response(failure, context)
    }
}
