public import Basics
public import Hummingbird
public import Identity

/// A request from a known caller; routes with this context cannot be reached without a valid token.
public struct CallerContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let principal: Principal
    public let remoteAddress: String?

    public init(context: GateContext) throws {
        guard let principal = context.principal else {
            throw Failure(.unauthenticated, code: "unauthenticated", "Unauthenticated.")
        }
        coreContext = context.coreContext
        self.principal = principal
        remoteAddress = context.remoteAddress
    }

    /// The id in a path; one that is no number is as unknown as one that nothing has.
    public func id<Thing>(_ name: String, of what: String) throws -> ID<Thing> {
        guard let text = parameters.get(name), let id = ID<Thing>(text) else { throw Failure.notFound(what) }
        return id
    }
}
