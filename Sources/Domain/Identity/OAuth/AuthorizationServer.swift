public import Basics
public import Storage

/// Hands out codes and tokens to programs in the name of users (RFC 6749), and tells who stands behind a token.
public struct AuthorizationServer: Sendable {
    private let storage: any Storage
    private let keys: SigningKeys
    private let times: OAuthTimes

    /// - Parameter seal: what the signing keys are kept under.
    public init(storage: any Storage, seal: SealingKey, times: OAuthTimes = OAuthTimes()) {
        self.storage = storage
        self.times = times
        keys = SigningKeys(storage: storage, seal: seal)
    }

    /// A code for a program that the user has said yes to, in a browser in which they signed in at that time.
    public func authorize(
        _ request: AuthorizationRequest, user: ID<User>, signedInAt: Instant
    ) async throws -> Secret {
        let code = Secret.random(bytes: 32)
        try await storage.write { tx in
            let now = try tx.now()
            try AuthorizationCodeTable.insert(
                code, for: request, user: user, signedInAt: signedInAt, expiresAt: now + times.code, at: now, in: tx)
        }
        return code
    }

    /// The client, where it is who it says: by its secret, or as a public one, which has none, by its name alone.
    public func client(_ identifier: String?, secret: Secret?) async throws -> OAuthClient {
        let found = try await storage.read { tx in
            try identifier.flatMap { try OAuthClientTable.find($0, in: tx) }
        }
        guard let found else { throw OAuthError.invalidClient }
        switch secret {
        case nil: guard !found.isConfidential else { throw OAuthError.invalidClient }
        case let secret?: guard found.isSecret(secret) else { throw OAuthError.invalidClient }
        }
        return found
    }

    /// Tokens for a code. A code that comes a second time ends what came of it the first time (RFC 6749, 4.1.2).
    public func exchange(_ exchange: CodeExchange, by client: OAuthClient, issuer: String) async throws -> IssuedTokens
    {
        let key = try await keys.current()
        let family: Family? = try await storage.write { tx in
            let now = try tx.now()
            guard let code = try AuthorizationCodeTable.hold(exchange.code, in: tx) else { return nil }
            if let grant = code.grant {
                try OAuthGrantTable.revoke(grant, at: now, in: tx)
                return nil
            }
            guard code.allows(exchange, by: client, at: now), try UserTable.isInForce(code.user, in: tx) else {
                return nil
            }
            let grant = try OAuthGrantTable.insert(
                client: client.id, user: code.user, scopes: code.scopes, at: now, in: tx)
            try AuthorizationCodeTable.use(exchange.code, for: grant.id, in: tx)
            return try prolong(grant, of: code, at: now, in: tx)
        }
        guard let family else { throw OAuthError.invalidGrant }
        return try issue(family, client, issuer, key)
    }

    /// A new pair for a refresh token, which dies with that. One that comes a second time ends the whole family.
    public func refresh(_ token: Secret, by client: OAuthClient, issuer: String) async throws -> IssuedTokens {
        let key = try await keys.current()
        let family: Family? = try await storage.write { tx in
            let now = try tx.now()
            // Another client's token is not used up by one that happens to know it.
            guard let (id, _) = try RefreshTokenTable.grant(of: token.digest, in: tx),
                let grant = try OAuthGrantTable.find(id, in: tx), grant.client == client.id,
                let use = try RefreshTokenTable.use(token.digest, at: now, in: tx)
            else { return nil }
            guard case .first = use else {
                try OAuthGrantTable.revoke(grant.id, at: now, in: tx)
                return nil
            }
            return try prolong(grant, at: now, in: tx)
        }
        guard let family else { throw OAuthError.invalidGrant }
        return try issue(family, client, issuer, key)
    }

    /// Who acts through an access token.
    ///
    /// - Parameter issuer: by whom it must say that it was issued; nil: by any, for only our own keys are believed.
    public func caller(
        _ token: Secret, issuer: String?
    ) async throws -> Result<OAuthCaller, AccessTokenRefusal> {
        guard let token = try await AccessToken.read(token.exposed, issuer: issuer, keys: keys) else {
            return .failure(.invalid)
        }
        let refusal: AccessTokenRefusal? = try await storage.read { tx in
            guard token.expiresAt > (try tx.now()) else { return .expired }
            return try OAuthGrantTable.isInForce(token, in: tx) ? nil : .revoked
        }
        if let refusal { return .failure(refusal) }
        return .success(
            OAuthCaller(
                user: token.user, grant: token.grant, token: token.id, scopes: token.scopes, client: token.client,
                issuedAt: token.issuedAt, expiresAt: token.expiresAt, issuer: token.issuer))
    }

    /// Ends a token of the client's: a refresh token with its family, an access token alone (RFC 7009). What is no token of
    /// theirs is left as it is, and nobody is told.
    public func revoke(_ token: Secret, by client: OAuthClient) async throws {
        if case .success(let caller) = try await caller(token, issuer: nil) {
            guard caller.client == client.identifier else { return }
            try await storage.write { tx in
                _ = try tx.execute(
                    """
                    INSERT INTO oauth_revoked_token (token, expires_at) VALUES (\(caller.token), \(caller.expiresAt))
                    ON CONFLICT (token) DO NOTHING
                    """)
            }
            return
        }
        try await storage.write { tx in
            guard let (id, _) = try RefreshTokenTable.grant(of: token.digest, in: tx),
                let grant = try OAuthGrantTable.find(id, in: tx), grant.client == client.id
            else { return }
            try OAuthGrantTable.revoke(id, at: try tx.now(), in: tx)
        }
    }

    /// The public halves of the signing keys, as a JWK set.
    public func publishedKeys() async throws -> JSON { try await keys.published() }

    private func prolong(
        _ grant: OAuthGrant, of code: AuthorizationCode? = nil, at now: Instant, in tx: any Transaction
    ) throws -> Family {
        let refresh = Secret.random(bytes: 32)
        try RefreshTokenTable.insert(refresh, of: grant.id, at: now, in: tx)
        return Family(grant: grant, refresh: refresh, code: code, now: now)
    }

    /// After the transaction, for signing takes a while.
    private func issue(
        _ family: Family, _ client: OAuthClient, _ issuer: String, _ key: SigningKey
    ) throws -> IssuedTokens {
        let access = AccessToken(
            issuer: issuer, id: Secret.random(bytes: 16).exposed, user: family.grant.user, grant: family.grant.id,
            client: client.identifier, scopes: family.grant.scopes, issuedAt: family.now,
            expiresAt: family.now + times.accessToken)
        let identity = IdentityToken(
            issuer: issuer, user: family.grant.user, client: client.identifier, nonce: family.code?.nonce,
            signedInAt: family.code?.signedInAt, issuedAt: family.now, expiresAt: family.now + times.accessToken)
        let wantsIdentity = family.code != nil && family.grant.scopes.contains("openid")
        return IssuedTokens(
            accessToken: Secret(try access.signed(by: key)), refreshToken: family.refresh,
            identityToken: wantsIdentity ? Secret(try identity.signed(by: key)) : nil, lifetime: times.accessToken,
            scopes: family.grant.scopes, createdAt: family.now)
    }

    /// A grant with its newest refresh token.
    private struct Family: Sendable {
        let grant: OAuthGrant
        let refresh: Secret
        /// Of which it comes, the first time.
        let code: AuthorizationCode?
        let now: Instant
    }
}

/// How long codes and tokens are good. Refresh tokens last until they are used or revoked.
public struct OAuthTimes: Sendable {
    public var code: Duration
    public var accessToken: Duration

    public init(code: Duration = .seconds(60), accessToken: Duration = .seconds(7200)) {
        self.code = code
        self.accessToken = accessToken
    }
}
