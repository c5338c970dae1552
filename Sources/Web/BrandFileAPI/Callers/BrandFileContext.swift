import Basics
import Catalog
import HTTPSupport
import Hummingbird
import Identity

/// A request from a known caller.
struct BrandFileContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let principal: Principal

    init(context: GateContext) throws {
        guard let principal = context.principal else { throw KeyAuthentication.refusal }
        coreContext = context.coreContext
        self.principal = principal
    }

    /// The thing in the path; an id that none can have is as unknown as one that none has.
    func id<Thing: HexKeyed>(of what: String) throws -> ID<Thing> {
        guard let id = parameters.get("id").flatMap({ ID<Thing>(hexKey: $0) }) else { throw Failure.notFound(what) }
        return id
    }
}
