/// What a panel says that it read, as it says it.
public enum ShownCredential: Sendable {
    /// Hex digits of an RFID key.
    case key(String)
    /// What was typed, and the label of the unit where that was typed too.
    case pin(String, unit: String?)
    /// The text of a QR code.
    case qr(String)
}

extension ShownCredential: CustomStringConvertible, CustomDebugStringConvertible {
    /// Without what opens doors.
    public var description: String {
        switch self {
        case .key: "key ••••"
        case .pin: "pin ••••"
        case .qr: "qr ••••"
        }
    }

    public var debugDescription: String { description }
}
