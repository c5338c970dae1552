public import Basics

/// What a visitor left for a unit at a panel.
public struct Message: Sendable {
    public let id: ID<Message>
    public let panel: ID<Panel>
    public let unit: ID<Unit>
    public let content: Content
    public let createdAt: Instant

    public enum Content: Sendable {
        case text(String)
        /// The digest of the recording.
        case voice(Digest)

        /// The word of the contract.
        public var type: String {
            switch self {
            case .text: "text"
            case .voice: "voice"
            }
        }
    }

    /// Characters of a text at most.
    public static let longest = 2000
}
