public import Basics
public import Identity

/// Which documents are asked for.
public struct DocumentQuery: Sendable {
    /// Nil: the caller's own.
    public var customer: ID<Organization>?
    public var place: DocumentPlace
    /// A part of the name, whatever the case and the accents.
    public var filter: String?
    public var offset: Int
    /// 1 to 500.
    public var limit: Int

    /// Values out of range are brought into range.
    public init(
        customer: ID<Organization>? = nil, place: DocumentPlace = .top, filter: String? = nil, offset: Int = 0,
        limit: Int = 100
    ) {
        self.customer = customer
        self.place = place
        self.filter = filter
        self.offset = max(0, offset)
        self.limit = min(max(1, limit), 500)
    }
}

/// Where documents are looked for.
public enum DocumentPlace: Sendable {
    case top
    case folder(FileKey)
    /// Every folder.
    case everywhere
}

/// Some of the documents that a query names.
public struct DocumentList: Sendable {
    public let files: [StoredFile]
    /// How many there are in all.
    public let total: Int
    public let query: DocumentQuery
}

/// A place, its folder looked up.
enum DocumentScope {
    case top
    case folder(ID<StoredFile>)
    case everything
}
