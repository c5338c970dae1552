public import Basics
public import Identity

/// A file that comes in piece by piece, over as many requests as that takes.
public struct Upload: Sendable {
    /// Where it stands on its way.
    public enum State: String, Sendable {
        /// Bytes are missing.
        case open
        /// All bytes are there, and it has become what it was to become.
        case whole
        /// Refused at its end, taken back, used up or expired.
        case gone
    }

    /// How it takes part in putting files together out of several uploads.
    public enum Concatenation: Sendable, Equatable {
        /// It becomes nothing by itself.
        case partial
        /// It was put together; the words by which its sender named the parts.
        case final(String)
    }

    public let id: ID<Upload>
    public let key: FileKey
    public let organization: ID<Organization>
    public let user: ID<User>
    public let state: State
    public let concatenation: Concatenation?
    /// As the sender wrote it (`Upload-Metadata`).
    public let metadata: String
    public let fields: UploadFields
    /// In bytes.
    public let length: Int64
    /// Bytes that are kept.
    public let received: Int64
    /// What its bytes are, once it is whole and no partial one.
    public let digest: Digest?
    /// What it has become.
    public let outcome: UploadOutcome?
    public let expiresAt: Instant

    let link: ID<UploadLink>?
    let parts: Int
    let reservation: Reservation?
    let writer: String?
    let writerUntil: Instant?
    let createdAt: Instant

    public var isWhole: Bool { state == .whole }
}

/// What an upload has become.
public struct UploadOutcome: Sendable, Equatable {
    /// Its path on this server, prefix included.
    public let location: String
    /// What the surface would have answered; null where it answers nothing, nil where that was told once and is not kept.
    public let answer: JSON?
    /// Whether the answer holds a secret, so that it is told once.
    let isSecret: Bool

    public init(location: String, answer: JSON, isSecret: Bool = false) {
        self.location = location
        self.answer = answer
        self.isSecret = isSecret
    }

    init(location: String, kept answer: JSON?) {
        self.location = location
        self.answer = answer
        isSecret = false
    }
}

/// What is asked for when an upload is announced.
public struct UploadAnnouncement: Sendable {
    /// In bytes.
    public var length: Int64
    /// As the sender wrote it.
    public var metadata: String
    public var fields: UploadFields
    public var isPartial: Bool

    public init(length: Int64, metadata: String, fields: UploadFields, isPartial: Bool = false) {
        self.length = length
        self.metadata = metadata
        self.fields = fields
        self.isPartial = isPartial
    }
}
