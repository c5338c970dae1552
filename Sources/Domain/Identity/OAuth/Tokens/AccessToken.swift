import Basics

/// What an access token says: a signed JWT (RFC 7519, RFC 9068 in its claims).
struct AccessToken: Sendable {
    let issuer: String
    /// Its own name, by which it alone can be revoked.
    let id: String
    let user: ID<User>
    /// The family that it belongs to, with all refresh tokens that came of one consent.
    let grant: ID<OAuthGrant>
    let client: String
    let scopes: [String]
    let issuedAt: Instant
    let expiresAt: Instant

    func signed(by key: SigningKey) throws -> String {
        let claims: JSON = [
            "iss": .string(issuer), "sub": .string(String(user.number)), "aud": .string(issuer),
            "client_id": .string(client), "scope": .string(scopes.joined(separator: " ")), "jti": .string(id),
            "gid": .integer(grant.number), "iat": .integer(issuedAt.wholeSeconds),
            "exp": .integer(expiresAt.wholeSeconds),
        ]
        return try key.signedToken(of: claims)
    }

    /// The token, where one of our keys has signed it, and in the name of this issuer; nil for any other text. It may have
    /// expired.
    ///
    /// The algorithm is fixed: what the header says of it has to agree, and chooses nothing (RFC 8725, 3.1).
    static func read(
        _ text: String, issuer: String?, keys: SigningKeys
    ) async throws -> AccessToken? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 4000, parts.count == 3, let header = json(parts[0]),
            header["alg"]?.string == "RS256", header["crit"] == nil, let name = header["kid"]?.string,
            let signature = Base64URL.decode(parts[2]), let key = try await keys.find(name),
            key.hasSigned("\(parts[0]).\(parts[1])", signature), let claims = json(parts[1])
        else { return nil }
        guard let token = AccessToken(claims), issuer.map({ $0 == token.issuer }) ?? true else { return nil }
        return token
    }

    private static func json(_ part: Substring) -> JSON? {
        Base64URL.decode(part).flatMap { JSON(text: $0) }
    }
}

extension AccessToken {
    fileprivate init?(_ claims: JSON) {
        guard let issuer = claims["iss"]?.string, let id = claims["jti"]?.string,
            let user = claims["sub"]?.string.flatMap({ ID<User>($0) }), let grant = claims["gid"]?.integer,
            let client = claims["client_id"]?.string, let issuedAt = claims["iat"]?.integer,
            let expiresAt = claims["exp"]?.integer, (0...1 << 40).contains(issuedAt), (0...1 << 40).contains(expiresAt)
        else { return nil }
        self.init(
            issuer: issuer, id: id, user: user, grant: ID(grant), client: client,
            scopes: (claims["scope"]?.string ?? "").split(separator: " ").map { String($0) },
            issuedAt: Instant(seconds: issuedAt), expiresAt: Instant(seconds: expiresAt))
    }
}

extension Instant {
    fileprivate var wholeSeconds: Int64 { microseconds / 1_000_000 }
}
