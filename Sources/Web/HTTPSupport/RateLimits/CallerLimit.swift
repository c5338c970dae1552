public import Basics
public import Identity

/// How often each caller of a surface may ask; all tokens of a person count together.
public struct CallerLimit: Sendable {
    private let limit: RateLimit<ID<User>>?

    /// - Parameter rate: nil: as often as they like.
    public init(_ rate: Rate?) {
        limit = rate.map { RateLimit($0) }
    }

    /// Takes one of the caller's turns, or throws `tooMany` with the time to wait.
    public func admit(_ caller: Principal) throws { try admit(caller.user) }

    /// Takes one of the user's turns, or throws `tooMany` with the time to wait.
    public func admit(_ user: ID<User>) throws { try limit?.admit(user) }
}
