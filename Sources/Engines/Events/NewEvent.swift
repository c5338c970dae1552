public import Basics

/// Something that happened, to be told on one or several channels.
public struct NewEvent: Sendable {
    /// How it went, for listeners that only want to know that much.
    public enum Status: String, Sendable {
        case ok, error
    }

    /// A word for programs, as in `intercom_summary_loaded`; 1 to 100 characters.
    public let type: String
    /// Where it is told; each name has 1 to 164 characters.
    public let channels: [String]
    /// A JSON object: `{"status": "ok", "data": {…}}`.
    let payload: String
    /// Worth telling only now: sent while fresh, to whoever listens, and never again.
    public let isTransient: Bool

    /// Payload bytes, each quotation mark and backslash counted twice: a message of 64 KiB holds the payload as a
    /// string inside another JSON text, and needs room for its own words.
    public static let maxPayload = 60 * 1024

    public init(
        type: String, status: Status = .ok, data: JSON, channels: [String], isTransient: Bool = false
    ) throws(EventError) {
        for name in [type] + channels where !NewEvent.isName(name) { throw .invalidName(name) }
        guard type.utf8.count <= 100 else { throw .invalidName(type) }
        let object: JSON = ["status": .string(status.rawValue), "data": data]
        payload = object.text
        let bytes = payload.utf8.reduce(0) { $0 + ($1 == 0x22 || $1 == 0x5C ? 2 : 1) }
        guard bytes <= NewEvent.maxPayload else {
            throw .payloadTooLarge(bytes: bytes, limit: NewEvent.maxPayload)
        }
        self.type = type
        self.channels = channels
        self.isTransient = isTransient
    }

    /// The alphabet is that of channel names in the Pusher protocol.
    private static func isName(_ name: String) -> Bool {
        (1...164).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "_-=@,.;".utf8.contains(byte)
            }
    }
}
