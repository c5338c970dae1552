import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// `/oauth/userinfo`: who the user of an access token is (OpenID Connect Core 1.0, 5.3).
struct UserInfoEndpoint: Sendable {
    let users: Users

    var routes: [Route<UserContext>] {
        [Route(.get, "/oauth/userinfo", show), Route(.post, "/oauth/userinfo", show)]
    }

    /// The name and the login where the program asked for the scope `profile`.
    func show(_ request: Request, _ context: UserContext) async throws -> Response {
        guard let user = try await users.find(context.user) else { throw Failure.token(.revoked) }
        var claims: [JSON.Member] = [.init("sub", .string(user.id.description))]
        if context.grant?.scopes.contains("profile") ?? true {
            let login = user.login.text
            if let name = user.name { claims.append(.init("name", .string(name))) }
            claims.append(.init("preferred_username", .string(login)))
            claims.append(.init(login.hasPrefix("+") ? "phone_number" : "email", .string(login)))
        }
        return .json(.object(claims))
    }
}
