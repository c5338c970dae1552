public import Basics
public import Identity

/// An RFID key of a unit at a panel.
public struct AccessKey: Sendable {
    public let id: ID<AccessKey>
    public let panel: ID<Panel>
    public let code: KeyCode
    public let unit: ID<Unit>
    public let unitLabel: String
    /// Who carries it, where that is known.
    public let user: KeyHolder?
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// The tenant who carries a key.
public struct KeyHolder: Sendable {
    public let id: ID<User>
    public let login: Login
    public let name: String?
}
