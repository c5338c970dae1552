import Basics
import HTTPSupport
import Hummingbird
import Identity

/// `/auth`: a session for a user name and a password.
struct SignInEndpoints: Sendable {
    let passwords: Passwords
    let session: Duration
    let brakes: SignInBrakes

    func login(_ request: Request, _ context: GateContext) async throws -> Response {
        let fields = try await RequestFields(of: request)
        guard let name = fields.values["username"]?.string, let password = fields.values["password"]?.string else {
            throw Failure(.unauthenticated, code: "login.refused", "Give a username and a password.")
        }
        let attempt = try brakes.admit(name, from: request, peer: context.remoteAddress)
        let signedIn: SignedIn
        do {
            signedIn = try await passwords.signIn(name, Secret(password), permissions: [.files], lifetime: session)
        } catch {
            if (error as? Failure)?.kind != .unauthenticated { attempt.untried() }
            throw error
        }
        attempt.succeeded()
        return .json((["token": .string(signedIn.secret.exposed)] as JSON).merging(represent(signedIn.principal)))
    }

    /// Whether a token is in force, and whose it is.
    func validate(_ request: Request, _ context: CallerContext) async throws -> Response {
        .json(represent(context.principal))
    }

    private func represent(_ caller: Principal) -> JSON {
        [
            "expiresInMinutes": .integer(session.components.seconds / 60), "employee": caller.user.objectID,
            "customer": caller.organization.objectID, "accessLevel": .string(caller.member.level.rawValue),
        ]
    }
}
