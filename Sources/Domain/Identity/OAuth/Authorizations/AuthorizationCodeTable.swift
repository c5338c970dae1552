public import Basics
import Storage

enum AuthorizationCodeTable {
    static func insert(
        _ code: Secret, for request: AuthorizationRequest, user: ID<User>, signedInAt: Instant, expiresAt: Instant,
        at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO oauth_code (digest, client_id, user_id, redirect_uri, redirect_uri_sent, challenge, scopes,
                nonce, signed_in_at, expires_at, created_at)
            VALUES (\(code.digest), \(request.client.id), \(user), \(request.redirectURI.text),
                \(request.sentRedirectURI), \(request.challenge?.text), \(request.scopes.joined(separator: " ")),
                \(request.nonce), \(signedInAt), \(expiresAt), \(now))
            """)
    }

    /// Held until the transaction ends: a code is exchanged once.
    static func hold(_ code: Secret, in tx: any Transaction) throws -> AuthorizationCode? {
        try tx.first("SELECT * FROM oauth_code WHERE digest = \(code.digest) \(tx.dialect.forUpdate)").map { row in
            AuthorizationCode(
                client: try row.id("client_id"), user: try row.id("user_id"), redirectURI: try row.text("redirect_uri"),
                sentRedirectURI: try row.boolean("redirect_uri_sent"),
                challenge: try row.optional("challenge", row.text).flatMap(CodeChallenge.init),
                scopes: try row.text("scopes").split(separator: " ").map { String($0) },
                nonce: try row.optional("nonce", row.text),
                signedInAt: try row.optional("signed_in_at", row.instant), expiresAt: try row.instant("expires_at"),
                grant: try row.optional("grant_id") { try row.id($0) })
        }
    }

    static func use(_ code: Secret, for grant: ID<OAuthGrant>, in tx: any Transaction) throws {
        try tx.execute("UPDATE oauth_code SET grant_id = \(grant) WHERE digest = \(code.digest)")
    }
}

/// A code as it is kept (RFC 6749, 4.1.2).
struct AuthorizationCode {
    let client: ID<OAuthClient>
    let user: ID<User>
    let redirectURI: String
    let sentRedirectURI: Bool
    let challenge: CodeChallenge?
    let scopes: [String]
    let nonce: String?
    /// Nil for a code that was made before this was kept.
    let signedInAt: Instant?
    let expiresAt: Instant
    /// What came of it; nil: it has not been exchanged.
    let grant: ID<OAuthGrant>?

    /// Whether this may be exchanged for tokens by who sends it.
    func allows(_ exchange: CodeExchange, by client: OAuthClient, at now: Instant) -> Bool {
        guard self.client == client.id, expiresAt > now else { return false }
        guard exchange.redirectURI.map({ $0 == redirectURI }) ?? !sentRedirectURI else { return false }
        // Who sent a challenge proves it; who sent none has nothing to prove (RFC 9700, 2.1.1, no downgrade).
        guard let challenge else { return exchange.verifier == nil }
        return exchange.verifier.map(challenge.matches) ?? false
    }
}

/// What a client sends for a code (RFC 6749, 4.1.3; RFC 7636, 4.5).
public struct CodeExchange: Sendable {
    public let code: Secret
    public let redirectURI: String?
    public let verifier: String?

    public init(code: Secret, redirectURI: String?, verifier: String?) {
        self.code = code
        self.redirectURI = redirectURI
        self.verifier = verifier
    }
}
