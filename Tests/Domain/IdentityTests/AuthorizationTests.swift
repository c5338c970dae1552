import Basics
import Identity
import Storage
import Synchronization
import TestDatabases
import Testing

/// A database with one user, a public and a confidential program, and a clock that stands still.
struct SignIn {
    static let issuer = "https://doors.example.org"
    static let back = "https://app.example.org/back"
    /// RFC 7636, appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    let storage: any Storage
    let server: AuthorizationServer
    let app: OAuthClient
    let partner: OAuthClient
    let partnersSecret: Secret
    let user: ID<User>

    final class Clock: Sendable {
        let now = Mutex(Instant(seconds: 1_795_000_000))
    }

    let clock: Clock

    init() async throws {
        let clock = Clock()
        self.clock = clock
        storage = try await TestDatabase.make(clock: WallClock { clock.now.withLock { $0 } })
        try await Migrator(ListMigrations.all + IdentityMigrations.all + OAuthMigrations.all).migrate(storage)
        let seal = SealingKey(installation: Secret("the secret of this installation"), purpose: "oauth 1")
        server = AuthorizationServer(storage: storage, seal: seal)
        let clients = OAuthClients(storage: storage)
        app = try await clients.register(name: "App", redirectURIs: [SignIn.back], isConfidential: false).client
        let registered = try await clients.register(
            name: "Partner", redirectURIs: [SignIn.back, "https://partner.example.org/"], isConfidential: true)
        partner = registered.client
        partnersSecret = registered.secret ?? Secret("")
        let organization = try await Organizations(storage: storage).create(named: "Owners")
        user = try await Users(storage: storage).create(login: "anna@example.org", name: "Anna", in: organization.id).id
    }

    func pass(_ duration: Duration) { clock.now.withLock { $0 = $0 + duration } }

    func code(
        for client: OAuthClient? = nil, _ changes: [String: String?] = [:]
    ) async throws -> Secret {
        try await server.authorize(
            try request(client, changes), user: user, signedInAt: clock.now.withLock { $0 })
    }

    func request(_ client: OAuthClient? = nil, _ changes: [String: String?] = [:]) throws -> AuthorizationRequest {
        var parameters: [String: String?] = [
            "response_type": "code", "redirect_uri": SignIn.back, "state": "xyz", "code_challenge": SignIn.challenge,
            "code_challenge_method": "S256",
        ]
        parameters.merge(changes) { _, new in new }
        return try AuthorizationRequest(parameters.compactMapValues { $0 }, from: client ?? app)
    }

    func tokens() async throws -> IssuedTokens { try await exchange(try await code()) }

    func exchange(
        _ code: Secret, uri: String? = SignIn.back, verifier: String? = SignIn.verifier, by client: OAuthClient? = nil
    ) async throws -> IssuedTokens {
        try await server.exchange(
            CodeExchange(code: code, redirectURI: uri, verifier: verifier), by: client ?? app, issuer: SignIn.issuer)
    }

    func user(of tokens: IssuedTokens) async throws -> ID<User>? {
        try? await server.caller(tokens.accessToken, issuer: SignIn.issuer).get().user
    }

    /// Why the token opens nothing; nil where it opens.
    func refusal(of token: Secret, issuer: String? = SignIn.issuer) async throws -> AccessTokenRefusal? {
        if case .failure(let refusal) = try await server.caller(token, issuer: issuer) { refusal } else { nil }
    }
}

struct AuthorizationTests {
    @Test func `a code becomes tokens that tell their user, once and within a minute`() async throws {
        let signIn = try await SignIn()
        let code = try await signIn.code()
        let tokens = try await signIn.exchange(code)
        #expect(tokens.accessToken.exposed.hasPrefix("eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiI"))
        #expect(tokens.lifetime == .seconds(7200))
        #expect(try await signIn.user(of: tokens) == signIn.user)
        // A second use ends what came of the first.
        await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(code) }
        #expect(try await signIn.user(of: tokens) == nil)
        let late = try await signIn.code()
        signIn.pass(.seconds(60))
        await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(late) }
    }

    @Test func `a code is for its program, its address and its verifier alone`() async throws {
        let signIn = try await SignIn()
        let code = try await signIn.code()
        for verifier in [nil, "", SignIn.verifier + "x", String(SignIn.verifier.reversed()), SignIn.challenge] {
            await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(code, verifier: verifier) }
        }
        for uri in [nil, "https://app.example.org/back/", "https://partner.example.org/"] {
            await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(code, uri: uri) }
        }
        await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(code, by: signIn.partner) }
        await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(Secret("none")) }
        _ = try await signIn.exchange(code)
    }

    @Test func `a program with a secret may do without a challenge, but then without a verifier too`() async throws {
        let signIn = try await SignIn()
        let without: [String: String?] = ["code_challenge": nil, "code_challenge_method": nil]
        let code = try await signIn.code(for: signIn.partner, without)
        await #expect(throws: OAuthError.invalidGrant) { try await signIn.exchange(code, by: signIn.partner) }
        _ = try await signIn.exchange(code, verifier: nil, by: signIn.partner)
        #expect(throws: AuthorizationRequest.Refusal.self) { try signIn.request(signIn.app, without) }
    }

    @Test func `a program is who it says by its secret, or by its name where it has none`() async throws {
        let signIn = try await SignIn()
        let server = signIn.server
        _ = try await server.client(signIn.app.identifier, secret: nil)
        _ = try await server.client(signIn.partner.identifier, secret: signIn.partnersSecret)
        for (name, secret) in [
            (signIn.partner.identifier, nil), (signIn.partner.identifier, Secret("wrong")), ("nobody", nil), (nil, nil),
            (signIn.app.identifier, Secret("one too many")),
        ] as [(String?, Secret?)] {
            await #expect(throws: OAuthError.invalidClient) { _ = try await server.client(name, secret: secret) }
        }
    }

    @Test func `a refresh token is used once, and its reuse ends the family`() async throws {
        let signIn = try await SignIn()
        let first = try await signIn.tokens()
        let other = try await signIn.tokens()
        let second = try await signIn.server.refresh(first.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        #expect(second.refreshToken.exposed != first.refreshToken.exposed)
        #expect(try await signIn.user(of: second) == signIn.user)
        await #expect(throws: OAuthError.invalidGrant) {
            try await signIn.server.refresh(second.refreshToken, by: signIn.partner, issuer: SignIn.issuer)
        }
        await #expect(throws: OAuthError.invalidGrant) {
            try await signIn.server.refresh(first.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        }
        await #expect(throws: OAuthError.invalidGrant) {
            try await signIn.server.refresh(second.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        }
        #expect(try await signIn.user(of: first) == nil)
        #expect(try await signIn.user(of: second) == nil)
        #expect(try await signIn.user(of: other) == signIn.user)
    }

    @Test func `of many who refresh with one token at once one gets a pair, which then is dead`() async throws {
        let signIn = try await SignIn()
        let tokens = try await signIn.tokens()
        let pairs = await withTaskGroup(of: IssuedTokens?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try? await signIn.server.refresh(tokens.refreshToken, by: signIn.app, issuer: SignIn.issuer)
                }
            }
            return await group.reduce(into: [IssuedTokens]()) { all, pair in if let pair { all.append(pair) } }
        }
        #expect(pairs.count == 1)
        for pair in pairs { #expect(try await signIn.user(of: pair) == nil) }
    }

    @Test func `an access token is good for two hours, for its issuer, and as it was signed`() async throws {
        let signIn = try await SignIn()
        let tokens = try await signIn.tokens()
        let text = tokens.accessToken.exposed
        #expect(try await signIn.refusal(of: tokens.accessToken, issuer: "https://other.example.org") == .invalid)
        #expect(try await signIn.refusal(of: tokens.accessToken, issuer: nil) == nil)
        let parts = text.split(separator: ".").map(String.init)
        for forged in [
            "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1]).AAAA",
            // {"alg":"none"} and {"alg":"HS256","typ":"JWT"}
            "eyJhbGciOiJub25lIn0.\(parts[1]).", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\(parts[1]).\(parts[2])",
            "\(parts[0]).\(String(parts[1].reversed())).\(parts[2])", "", "..", String(repeating: "a.", count: 3000),
        ] {
            #expect(try await signIn.refusal(of: Secret(forged)) == .invalid)
        }
        signIn.pass(.seconds(7199))
        #expect(try await signIn.user(of: tokens) == signIn.user)
        signIn.pass(.seconds(1))
        #expect(try await signIn.refusal(of: tokens.accessToken) == .expired)
    }

    @Test func `what is revoked is dead at once, by its own program alone`() async throws {
        let signIn = try await SignIn()
        let tokens = try await signIn.tokens()
        try await signIn.server.revoke(tokens.accessToken, by: signIn.partner)
        #expect(try await signIn.user(of: tokens) == signIn.user)
        try await signIn.server.revoke(tokens.accessToken, by: signIn.app)
        #expect(try await signIn.refusal(of: tokens.accessToken) == .revoked)
        let second = try await signIn.server.refresh(tokens.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        try await signIn.server.revoke(second.refreshToken, by: signIn.app)
        #expect(try await signIn.user(of: second) == nil)
        await #expect(throws: OAuthError.invalidGrant) {
            try await signIn.server.refresh(second.refreshToken, by: signIn.app, issuer: SignIn.issuer)
        }
        let third = try await signIn.tokens()
        try await Users(storage: signIn.storage).revoke(signIn.user)
        #expect(try await signIn.user(of: third) == nil)
    }

    @Test func `another server on the same database believes the tokens, and publishes the same keys`() async throws {
        let signIn = try await SignIn()
        let tokens = try await signIn.tokens()
        let seal = SealingKey(installation: Secret("the secret of this installation"), purpose: "oauth 1")
        let other = AuthorizationServer(storage: signIn.storage, seal: seal)
        #expect(try await other.caller(tokens.accessToken, issuer: SignIn.issuer).get().user == signIn.user)
        let keys = try await other.publishedKeys()
        #expect(try await signIn.server.publishedKeys() == keys)
        let key = try #require(keys["keys"]?.array?.first)
        #expect(key["kty"] == "RSA" && key["alg"] == "RS256" && key["e"] == "AQAB" && key["d"] == nil)
        let stranger = AuthorizationServer(
            storage: signIn.storage, seal: SealingKey(installation: Secret("another secret"), purpose: "oauth 1"))
        await #expect(throws: Failure.self) {
            _ = try await stranger.caller(tokens.accessToken, issuer: SignIn.issuer)
        }
    }

    @Test func `a wrong request is told to the program only at an address of its own`() async throws {
        let signIn = try await SignIn()
        func refusal(_ changes: [String: String?], by client: OAuthClient? = nil) -> String {
            do {
                _ = try signIn.request(client, changes)
                return "none"
            } catch AuthorizationRequest.Refusal.page(let error) {
                return "page \(error.rawValue)"
            } catch AuthorizationRequest.Refusal.redirect(let error, let uri, let state) {
                return "\(uri.text == SignIn.back) \(error.rawValue) \(state ?? "")"
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal([:]) == "none")
        #expect(refusal(["redirect_uri": nil]) == "none")
        #expect(refusal(["redirect_uri": nil], by: signIn.partner) == "page invalid_redirect_uri")
        #expect(refusal(["redirect_uri": "https://app.example.org/back?x"]) == "page invalid_redirect_uri")
        #expect(refusal(["response_type": "token"]) == "true unsupported_response_type xyz")
        #expect(refusal(["response_type": nil]) == "true invalid_request xyz")
        #expect(refusal(["scope": "openid everything"]) == "true invalid_scope xyz")
        #expect(refusal(["code_challenge_method": "plain"]) == "true invalid_request xyz")
        #expect(refusal(["code_challenge_method": nil]) == "true invalid_request xyz")
        #expect(refusal(["code_challenge": "short"]) == "true invalid_request xyz")
        #expect(throws: AuthorizationRequest.Refusal.self) { try AuthorizationRequest([:], from: nil) }
    }

    @Test func `addresses to be sent back to are absolute and cannot be anybody's`() {
        for good in [
            "https://app.example.org/back?x=1", "com.example.app:/back", "com.example.app://back",
            "http://127.0.0.1:8080/",
            "http://localhost/x", "http://[::1]:3000/", "urn:ietf:wg:oauth:2.0:oob",
        ] {
            #expect(RedirectURI(good) != nil, "\(good)")
        }
        for bad in [
            "", "/back", "http://app.example.org/", "https://", "https://user@example.org/", "javascript:alert(1)",
            "https://app.example.org/#x", "data:text/html,x", "http://localhost.example.org/", "https://a b",
            "myapp://x",
            "http://127.0.0.1.example.org/",
        ] {
            #expect(RedirectURI(bad) == nil, "\(bad)")
        }
    }
}
