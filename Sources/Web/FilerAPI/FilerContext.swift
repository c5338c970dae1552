import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// A request whose caller is known, or has no token at all.
struct FilerContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    /// Nil: without a token, which is enough for what is public.
    let principal: Principal?

    init(context: GateContext) {
        coreContext = context.coreContext
        principal = context.principal
    }

    /// Throws where there is no token.
    var caller: Principal {
        get throws {
            guard let principal else {
                throw Failure(
                    .unauthenticated, code: "unauthenticated",
                    "This call takes a token. Send one as Authorization: Bearer.")
            }
            return principal
        }
    }

    /// The file in the path; a key that none can have is as unknown as one that none has.
    var key: FileKey {
        get throws {
            guard let key = parameters.get("fileKey").flatMap({ FileKey($0) }) else {
                throw Failure(.notFound, code: "file.unknown", "There is no file with this key.")
            }
            return key
        }
    }

    /// The number in the path that names a firm or a contact; one that cannot be is as unknown as one that is not.
    func id<Thing>(_ name: String, of what: String) throws -> ID<Thing> {
        guard let id = parameters.get(name).flatMap({ ID<Thing>($0) }), id.isInt32 else {
            throw Failure.notFound(what)
        }
        return id
    }
}

extension ID {
    /// Whether the number is one that this API can tell: 32 bits with a sign.
    var isInt32: Bool { Int32(exactly: number) != nil }
}

/// Refuses an `Authorization` that is no bearer token: somebody who shows something is not taken for somebody without a
/// token.
struct StrictAuthorization: RouterMiddleware {
    func handle(
        _ request: Request, context: GateContext, next: (Request, GateContext) async throws -> Response
    ) async throws -> Response {
        guard request.headers[.authorization] == nil || request.headers.bearerToken != nil else {
            throw Failure(
                .unauthenticated, code: "unauthenticated", "The Authorization is not Bearer with a token. Send one so.")
        }
        return try await next(request, context)
    }
}
