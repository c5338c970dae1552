import Basics

/// Tells a program who has signed in (OpenID Connect Core 1.0, 2); made for a code that was asked for with the scope `openid`.
struct IdentityToken {
    let issuer: String
    let user: ID<User>
    let client: String
    /// As the program sent it, so that it knows its own request again.
    let nonce: String?
    let signedInAt: Instant?
    let issuedAt: Instant
    let expiresAt: Instant

    func signed(by key: SigningKey) throws -> String {
        var claims: [JSON.Member] = [
            .init("iss", .string(issuer)), .init("sub", .string(String(user.number))), .init("aud", .string(client)),
            .init("iat", .integer(issuedAt.microseconds / 1_000_000)),
            .init("exp", .integer(expiresAt.microseconds / 1_000_000)),
        ]
        if let signedInAt { claims.append(.init("auth_time", .integer(signedInAt.microseconds / 1_000_000))) }
        if let nonce { claims.append(.init("nonce", .string(nonce))) }
        return try key.signedToken(of: .object(claims))
    }
}
