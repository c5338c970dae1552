public import Basics

/// What somebody showed or typed at a panel.
public enum DoorReading: Sendable {
    /// An RFID key.
    case key(KeyCode)
    /// A code; with the unit where the panel asked for it.
    case pin(CredentialHash, unit: ID<Unit>?)
    case qr(CredentialHash)
}
