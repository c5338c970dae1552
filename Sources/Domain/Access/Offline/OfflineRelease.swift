public import Basics

/// An opening that a panel tells of afterwards, because it could not ask.
public struct OfflineRelease: Sendable {
    /// The panel's own name of it, 1 to 100 characters: what was told before is not stored again.
    public let event: String
    public let method: String
    public let type: String
    public let name: String?
    /// The label of the unit; nil where the panel does not know one.
    public let unit: String?
    /// What opened, as the panel was given it (`tenant/5`); nil where the panel does not say.
    let credential: CredentialID?
    public let loggedAt: Instant

    /// In one request.
    public static let most = 1000
    /// How a door may have been opened: the words of the contract.
    public static let methods: Set = [
        "mobile", "panel", "qr_key", "nfc", "voip", "virtual_key_pin", "front_door_view", "bluetooth",
        "delivery_pass", "api", "swipe_to_open",
    ]

    /// Throws `invalid` where one of them is none of those that are taken.
    public init(
        event: String, method: String, type: String, name: String?, unit: String?, credential: String?,
        loggedAt: Instant
    ) throws {
        guard (1...100).contains(event.unicodeScalars.count), !event.hasControlCharacters else {
            throw Failure.invalid("id", code: "door-release.id", "must have 1 to 100 printable characters")
        }
        guard OfflineRelease.methods.contains(method) else {
            throw Failure.invalid("release_method", code: "door-release.method", "is not included in the list")
        }
        guard ["visitor", "delivery"].contains(type) else {
            throw Failure.invalid("door_release_type", code: "door-release.type", "is not included in the list")
        }
        if let name, name.unicodeScalars.count > 200 || name.hasControlCharacters {
            throw Failure.invalid("name", code: "door-release.name", "must have at most 200 printable characters")
        }
        if let unit, unit.unicodeScalars.count > 50 || unit.hasControlCharacters {
            throw Failure.invalid("unit", code: "door-release.unit", "must have at most 50 printable characters")
        }
        self.credential = try credential.map { text in
            guard let id = CredentialID(text) else {
                throw Failure.invalid("credential", code: "door-release.credential", "must be one that was given")
            }
            return id
        }
        self.event = event
        self.method = method
        self.type = type
        self.name = name
        self.unit = unit
        self.loggedAt = loggedAt
    }
}
