public import Basics
public import Identity

/// What a sender says of a document or folder that they upload or make.
public struct DocumentDraft: Sendable {
    /// What the uploaded file is called on the sender's machine; nil for folders, and where that was not told.
    public var uploadedName: String?
    /// What it shall be called; nil: as it is.
    public var name: String?
    public var access: DocumentAccess
    public var description: String?
    /// A purpose; anything else is told by the content.
    public var type: DocumentType?
    /// Nil: the caller's own.
    public var customer: ID<Organization>?
    /// Nil: the top level.
    public var folder: FileKey?

    public init(
        uploadedName: String? = nil, name: String? = nil, access: DocumentAccess = .customer,
        description: String? = nil, type: DocumentType? = nil, customer: ID<Organization>? = nil,
        folder: FileKey? = nil
    ) {
        self.uploadedName = uploadedName
        self.name = name
        self.access = access
        self.description = description
        self.type = type
        self.customer = customer
        self.folder = folder
    }

    /// The name under which the file will be kept; its extension is that of the uploaded one.
    func fileName() throws -> FileName {
        let uploaded = try uploadedName.map { try FileName($0) }
        guard let name else {
            guard let uploaded else {
                throw Failure.invalid("filename", code: "file.name", "The file has no name. Send one.")
            }
            return uploaded
        }
        let chosen = try FileName(name).completed(with: uploaded?.fileExtension)
        guard let uploaded, !chosen.agrees(with: uploaded) else { return chosen }
        throw DocumentDraft.otherExtension
    }

    func checkedDescription() throws -> String? {
        guard let text = description?.trimmed, !text.isEmpty else { return nil }
        guard text.count <= 1000 else {
            throw Failure.invalid(
                "description", code: "document.description", "The description may have at most 1,000 characters.")
        }
        return text
    }

    static let otherExtension = Failure.invalid(
        "filename", code: "document.extension",
        "The chosen file name does not have the same extension as the uploaded file.")
}
