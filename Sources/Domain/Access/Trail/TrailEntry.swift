public import Basics
public import Identity

/// Somebody looked at something of somebody's, or changed it.
public struct TrailEntry: Hashable, Sendable {
    public let user: ID<User>
    /// Of HTTP: GET is a look, all others are changes.
    public let method: String
    /// The path, whose ids say what it was, as in `/v3/pins/12`; without a query.
    public let target: String
    /// What was answered: 200 and its like, or a refusal.
    public let status: Int

    /// Bytes of a target that are kept.
    public static let longestTarget = 200

    public init(user: ID<User>, method: String, target: String, status: Int) {
        self.user = user
        self.method = method
        self.target = String(decoding: target.utf8.prefix(TrailEntry.longestTarget), as: UTF8.self)
        self.status = status
    }
}

/// An entry as it was written down.
public struct RecordedTrailEntry: Sendable {
    public let entry: TrailEntry
    /// How often within a second.
    public let times: Int
    public let createdAt: Instant
}
