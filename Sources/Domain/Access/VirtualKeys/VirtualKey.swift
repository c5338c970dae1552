public import Basics

/// A visitor's key of a keychain: a PIN and a QR code that were sent to somebody.
public struct VirtualKey: Sendable {
    public let id: ID<VirtualKey>
    public let keychain: ID<Keychain>
    public let name: String
    public let recipient: KeyRecipient
    /// When it first opened a door.
    public let usedAt: Instant?
    /// When the message with it was handed over.
    public let sentAt: Instant?
    public let revokedAt: Instant?
    public let createdAt: Instant
}

/// A virtual key with what opens doors.
public struct VirtualKeyDetails: Sendable {
    public let key: VirtualKey
    public let pin: PinCode?
    /// What the QR code says: 128 random bits.
    public let token: Secret
    /// The path of the page that tells the visitor everything.
    public let page: String
    /// The path of the QR code as an image.
    public let image: String
    /// Whether it opens once.
    public let isOneTime: Bool
    /// What was opened with it, the newest first; of keys that open often not all.
    public let releases: [ID<DoorRelease>]
}
