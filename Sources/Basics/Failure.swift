/// What went wrong, in words that may be shown to whoever asked.
///
/// One shape for every layer above the engines: a surface turns it into its own wire form, the log keeps the cause.
public struct Failure: Error, Sendable {
    /// What kind of answer the caller deserves; every surface maps it to a status of its own.
    public enum Kind: Sendable, Equatable {
        /// The request itself is wrong; `fields` says where.
        case invalid
        /// Nobody, or nobody we know, is asking.
        case unauthenticated
        /// The caller is known, and may not.
        case forbidden
        case notFound
        /// The thing is in a state that does not allow it.
        case conflict
        /// More bytes than are taken.
        case tooLarge
        /// More often than is allowed; `retryAfter` says when again.
        case tooMany
        /// No room left on the disk or in the quota.
        case insufficientStorage
        /// Busy or not reachable now; the same request may succeed later.
        case unavailable
        /// A fault of ours.
        case `internal`
    }

    public var kind: Kind
    /// A stable word for programs: lower case, dotted, as in `upload.hash-expired`.
    public var code: String
    /// What happened and what to do next, in one or two sentences without secrets.
    public var message: String
    /// Field name to messages, for requests that name their fields.
    public var fields: [(name: String, messages: [String])]
    /// How long to wait before the same request may succeed; nil where nobody knows.
    public var retryAfter: Duration?
    /// What lies behind it: never shown, always logged.
    public var cause: (any Error)?

    public init(
        _ kind: Kind, code: String, _ message: String, fields: [(name: String, messages: [String])] = [],
        retryAfter: Duration? = nil, cause: (any Error)? = nil
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.fields = fields
        self.retryAfter = retryAfter
        self.cause = cause
    }

    /// A request that is wrong in one field.
    public static func invalid(_ field: String, code: String, _ message: String) -> Failure {
        Failure(.invalid, code: code, message, fields: [(field, [message])])
    }

    /// A thing that does not exist, or not for this caller.
    public static func notFound(_ what: String) -> Failure {
        Failure(.notFound, code: "not-found", "No \(what) with this id.")
    }
}

extension Failure: CustomStringConvertible {
    public var description: String {
        cause.map { "\(code): \(message) (\($0))" } ?? "\(code): \(message)"
    }
}
