public import Basics
public import Identity

/// A file of a firm as one caller gets it.
public struct FirmFileView: Sendable {
    public let file: StoredFile
    /// What is to be drawn across the image; nil for those of the uploader's firm.
    public let watermark: String?
}

/// Which files of firms are asked about; each thing that is said narrows what is found.
public struct FirmFileQuery: Sendable {
    public var firm: ID<Organization>?
    /// Who uploaded them.
    public var contact: ID<User>?
    public var type: BusinessType?
    /// Nil: all those of the firm and the type.
    public var keys: [FileKey]?

    /// Files in one answer at most, the newest; and keys in one question.
    public static let most = 10_000
    public static let mostKeys = 1000

    /// Throws where neither a firm and a type nor keys are given, or too many keys.
    public init(
        firm: ID<Organization>? = nil, contact: ID<User>? = nil, type: BusinessType? = nil, keys: [FileKey]? = nil
    ) throws {
        guard firm != nil && type != nil || keys != nil else {
            throw Failure.invalid(
                "keys", code: "info.question", "Give ati_id and business_type, or keys or keys2 that are not empty.")
        }
        try FirmFileQuery.check(keys: keys?.count ?? 0)
        self.firm = firm
        self.contact = contact
        self.type = type
        self.keys = keys
    }

    /// Throws where so many keys are too many, also of those that no file can have.
    public static func check(keys count: Int) throws {
        guard count <= mostKeys else {
            throw Failure.invalid("keys", code: "info.keys", "Give at most \(mostKeys) keys and keys2 in all.")
        }
    }

    func matches(_ file: StoredFile) -> Bool {
        (firm == nil || file.organization == firm) && (contact == nil || file.uploader == contact)
            && (type == nil || BusinessType(of: file) == type)
    }
}
