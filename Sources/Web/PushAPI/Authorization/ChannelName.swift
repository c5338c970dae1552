import Basics
import Identity

/// A channel that exists: each is heard by one token or by one user alone.
enum ChannelName: Hashable, Sendable {
    /// What concerns the token that made a request.
    case token(ID<Token>)
    /// What concerns a user, through whichever token.
    case user(ID<User>)

    /// Reads `private-token.<id>` and `private-user.<id>`; nil for any other name.
    init?(_ text: String) {
        if let number = ChannelName.number(in: text, after: "private-token.") {
            self = .token(ID(number))
        } else if let number = ChannelName.number(in: text, after: "private-user.") {
            self = .user(ID(number))
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .token(let id): "private-token.\(id)"
        case .user(let id): "private-user.\(id)"
        }
    }

    func isHeard(by principal: Principal) -> Bool {
        switch self {
        case .token(let id): id == principal.token
        case .user(let id): id == principal.user
        }
    }

    static func all(of principal: Principal) -> [ChannelName] {
        [.token(principal.token), .user(principal.user)]
    }

    /// One channel has one name: no sign, no leading zero.
    private static func number(in text: String, after prefix: String) -> Int64? {
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.dropFirst(prefix.count)
        guard let number = ID<Void>(digits)?.number, String(number) == digits else { return nil }
        return number
    }
}
