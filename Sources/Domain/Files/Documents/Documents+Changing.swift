import Basics
public import Identity
import Storage

/// What is to become of a document; nil leaves it as it is.
public struct DocumentChange: Sendable {
    public var name: String?
    public var access: DocumentAccess?
    /// An empty text takes it away.
    public var description: String?
    public var folder: FolderChange?

    public enum FolderChange: Sendable {
        case toTop
        case into(FileKey)
    }

    public init(
        name: String? = nil, access: DocumentAccess? = nil, description: String? = nil, folder: FolderChange? = nil
    ) {
        self.name = name
        self.access = access
        self.description = description
        self.folder = folder
    }
}

extension Documents {
    /// Changes what is said of a document: for its uploader, the customer's managers, and those above.
    public func update(_ key: FileKey, to change: DocumentChange, by caller: Principal) async throws -> StoredFile {
        try await storage.write { tx in
            let file = try Documents.changeable(key, by: caller, in: tx)
            var next = FileChange(file)
            if let name = change.name {
                next.name = try Documents.name(name, of: file).text
            }
            if let access = change.access, access.audience != file.audience {
                try Documents.checkAccess(access, for: file.organization, by: caller)
                next.audience = access.audience
            }
            if let description = change.description {
                next.description = try DocumentDraft(description: description).checkedDescription()
            }
            switch change.folder {
            case nil: break
            case .toTop: next.folder = nil
            case .into(let key):
                try Folders.takeTurns(in: file.organization, tx)
                let folder = try Folders.find(key, for: file.organization, by: caller, in: tx)
                if file.isFolder { try Folders.check(file, into: folder, in: tx) }
                next.folder = folder
            }
            try FileTable.update(file, to: next, at: try tx.now(), in: tx)
            guard let updated = try FileTable.find(file.id, in: tx) else { throw Documents.unknown }
            return updated
        }
    }

    /// Deletes a document; an operator can have it back for a while. A folder must be empty.
    public func delete(_ key: FileKey, by caller: Principal) async throws {
        try await storage.write { tx in
            let file = try Documents.changeable(key, by: caller, in: tx)
            if file.isFolder {
                try Folders.takeTurns(in: file.organization, tx)
                if try FileTable.hasContents(file.id, in: tx) {
                    throw Folders.conflict(
                        "folder.not-empty", "The folder is not empty. Move or delete what lies in it.")
                }
            }
            guard try FileTable.delete(file, at: try tx.now(), in: tx) else { throw Documents.unknown }
            try QuotaTable.drop(file, in: tx)
        }
    }

    /// The name that a document may be given: its extension stays.
    private static func name(_ raw: String, of file: StoredFile) throws -> FileName {
        let name = try FileName(raw)
        if file.isFolder { return name }
        let old = try FileName(file.name)
        let chosen = try name.completed(with: old.fileExtension)
        guard chosen.agrees(with: old) else { throw DocumentDraft.otherExtension }
        return chosen
    }

    private static func changeable(_ key: FileKey, by caller: Principal, in tx: any Transaction) throws -> StoredFile {
        let file = try visible(try FileTable.hold(key, on: .document, in: tx), to: caller, in: tx)
        let standing = try Standing(of: caller, to: file.organization, in: tx)
        guard standing.uploaded(file) || standing.has(.manager) else { throw tooLow }
        return file
    }
}
