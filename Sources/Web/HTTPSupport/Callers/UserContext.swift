public import Basics
public import Hummingbird
public import Identity

/// A request from a known user; routes with this context cannot be reached without a valid token.
public struct UserContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let user: ID<User>
    /// By which a program acts for the user; nil: by a token of the user's own.
    public let grant: OAuthCaller?
    public let remoteAddress: String?

    public init(context: GateContext) throws {
        guard let caller = context.caller else {
            throw Failure(.unauthenticated, code: "unauthenticated", AccessTokenRefusal.invalid.message)
        }
        coreContext = context.coreContext
        user = caller.user
        grant = caller.grant
        remoteAddress = context.remoteAddress
    }

    /// The id in a path; one that is no number is as unknown as one that nothing has.
    public func id<Thing>(_ name: String, of what: String) throws -> ID<Thing> {
        guard let text = parameters.get(name), let id = ID<Thing>(text) else { throw Failure.notFound(what) }
        return id
    }
}
