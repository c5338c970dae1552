import Basics
import Files
import HTTPSupport
import Identity

/// What a request says of a document, field by field.
struct DocumentFields {
    private let values: [String: String?]

    /// Of a form: every field is a text.
    init(form: [String: String]) {
        values = form
    }

    /// Of a JSON object: texts, and null for what can be taken away.
    init(_ fields: RequestFields) throws {
        var values: [String: String?] = [:]
        for member in fields.values.members ?? [] {
            switch member.value {
            case .string(let text): values[member.name] = text
            case .null where ["description", "folder"].contains(member.name): values[member.name] = .some(nil)
            default:
                throw Failure.invalid(
                    member.name, code: "field.type", "The \(member.name) must be a text.")
            }
        }
        self.values = values
    }

    /// Nil where the field is not there, is null or empty.
    func text(_ name: String) -> String? {
        guard let value = values[name] ?? nil, !value.isEmpty else { return nil }
        return value
    }

    func has(_ name: String) -> Bool { values.keys.contains(name) }

    var access: DocumentAccess? {
        get throws {
            guard let word = text("accessLevel") else { return nil }
            guard let access = DocumentAccess(rawValue: word) else {
                throw Failure.invalid(
                    "accessLevel", code: "document.access",
                    "The accessLevel must be one of \(DocumentAccess.allCases.map(\.rawValue).joined(separator: ", "))."
                )
            }
            return access
        }
    }

    var type: DocumentType? {
        get throws {
            guard let word = text("type") else { return nil }
            guard let type = DocumentType(rawValue: word) else {
                throw Failure.invalid(
                    "type", code: "document.type",
                    "The type must be one of \(DocumentType.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            return type
        }
    }

    /// An id that nothing can have is as unknown as one that nothing has.
    var customer: ID<Organization>? {
        get throws {
            guard let text = text("customer") else { return nil }
            return ID(objectID: text.lowercased()) ?? ID(0)
        }
    }

    var folder: FileKey? {
        get throws {
            guard let text = text("folder"), text != "null" else { return nil }
            guard let key = FileKey(text) else {
                throw Failure(
                    .notFound, code: "folder.unknown", "There is no folder with this id.",
                    fields: [("folder", ["There is no folder with this id."])])
            }
            return key
        }
    }

    func draft(uploadedName: String? = nil) throws -> DocumentDraft {
        DocumentDraft(
            uploadedName: uploadedName, name: text("filename"), access: try access ?? .customer,
            description: text("description"), type: try type, customer: try customer, folder: try folder)
    }

    var change: DocumentChange {
        get throws {
            var change = DocumentChange(name: text("filename"), access: try access)
            if has("description") { change.description = text("description") ?? "" }
            if has("folder") { change.folder = try folder.map { .into($0) } ?? .toTop }
            return change
        }
    }
}
