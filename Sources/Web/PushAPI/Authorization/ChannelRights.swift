public import Identity

/// Tells whether the tokens and users whose channels a connection hears are still in force.
public struct ChannelRights: Sendable {
    private let tokens: Tokens
    private let users: Users

    public init(tokens: Tokens, users: Users) {
        self.tokens = tokens
        self.users = users
    }

    /// Where the database does not answer, the next look decides.
    func areHeld(for channels: [String]) async -> Bool {
        for channel in channels {
            let isHeld: Bool? =
                switch ChannelName(channel) {
                case .token(let id): try? await tokens.isInForce(id)
                case .user(let id): try? await users.isInForce(id)
                case nil: true
                }
            if isHeld == false { return false }
        }
        return true
    }
}
