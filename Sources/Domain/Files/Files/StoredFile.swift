public import Basics
public import FileKinds
public import Identity

/// A file that is kept for an organization, or a folder of such.
public struct StoredFile: Sendable {
    public let id: ID<StoredFile>
    public let shelf: Shelf
    public let key: FileKey
    public let organization: ID<Organization>
    public let uploader: ID<User>
    public let folder: FolderReference?
    public let name: String
    /// Nil for folders.
    public let content: FileContent?
    /// What a surface calls the reason for the file, as `PORTING` or `Avatar`.
    public let purpose: String?
    public let audience: Audience
    public let description: String?
    /// Whether others than the uploader's organization get it with a watermark.
    public let hasWatermark: Bool
    public let createdAt: Instant
    public let updatedAt: Instant
    public let deletedAt: Instant?

    public var isFolder: Bool { content == nil }
    /// In bytes; 0 for folders.
    public var size: Int64 { content?.size ?? 0 }
}

/// Which surface's files these are; one does not show the other's.
public enum Shelf: String, Sendable {
    case document, filer
}

/// What is in a file.
public struct FileContent: Sendable {
    /// Names the content; another than the file's own key.
    public let key: FileKey
    public let digest: Digest
    /// In bytes.
    public let size: Int64
    public let kind: FileKind
    /// Whether a browser may show it: no script can be in it, and it is nothing else besides.
    public let isInlineSafe: Bool
    /// In pixels, as it is shown; nil for what is no image.
    public let width: Int?
    public let height: Int?
}

/// The folder in which a file lies.
public struct FolderReference: Sendable, Hashable {
    public let id: ID<StoredFile>
    public let key: FileKey
}
