/// What a program asks a user for, checked (RFC 6749, 4.1.1; RFC 7636, 4.3).
public struct AuthorizationRequest: Sendable {
    public let client: OAuthClient
    public let redirectURI: RedirectURI
    /// Whether it was sent; then it has to be sent again for the code.
    let sentRedirectURI: Bool
    /// Handed back as it came.
    public let state: String?
    public let scopes: [String]
    /// Nil only for a confidential client that sends none.
    public let challenge: CodeChallenge?
    /// For the identity token (OpenID Connect Core, 3.1.2.1).
    public let nonce: String?
    /// What the user is to be asked.
    public let prompts: Set<Prompt>
    /// How long ago the user may have signed in; nil: as long as the session lasts.
    public let maxAge: Duration?

    /// Whether somebody who signed in so long ago has to do it again.
    public func needsLogin(after age: Duration) -> Bool {
        prompts.contains(.login) || prompts.contains(.selectAccount) || maxAge.map { age > $0 } ?? false
    }

    public static let knownScopes = ["public", "openid", "profile"]

    /// Why a request is no request.
    public enum Refusal: Error, Sendable {
        /// Told to the person, for the program or its address is not known.
        case page(OAuthError)
        /// Told to the program, at the address that it gave.
        case redirect(OAuthError, RedirectURI, state: String?)
    }

    /// - Parameters:
    ///   - parameters: of the query, the last of a name; empty is as if absent.
    ///   - client: that of `client_id`, where there is one.
    public init(_ parameters: [String: String], from client: OAuthClient?) throws(Refusal) {
        func parameter(_ name: String) -> String? { parameters[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard let client else { throw .page(.invalidClient) }
        self.client = client
        // A program with one address need not send it.
        let only = client.redirectURIs.count == 1 ? client.redirectURIs.first : nil
        guard let uri = parameter("redirect_uri").map({ RedirectURI(stored: $0) }) ?? only,
            client.redirectURIs.contains(uri)
        else { throw .page(.invalidRedirectURI) }
        redirectURI = uri
        sentRedirectURI = parameter("redirect_uri") != nil
        state = parameter("state")
        func refused(_ error: OAuthError) -> Refusal { .redirect(error, uri, state: parameters["state"]) }
        guard (state?.utf8.count ?? 0) <= 2000, (parameters["nonce"]?.utf8.count ?? 0) <= 500 else {
            throw refused(.invalidRequest)
        }
        guard let type = parameter("response_type") else { throw refused(.invalidRequest) }
        guard type == "code" else { throw refused(.unsupportedResponseType) }
        scopes = (parameter("scope") ?? "public").split(separator: " ").map { String($0) }
        guard scopes.allSatisfy(AuthorizationRequest.knownScopes.contains) else { throw refused(.invalidScope) }
        nonce = parameter("nonce")
        guard let prompts = Prompt.set(of: parameter("prompt") ?? "") else { throw refused(.invalidRequest) }
        self.prompts = prompts
        let age = parameter("max_age").map { UInt32($0) }
        if case .some(nil) = age { throw refused(.invalidRequest) }
        maxAge = age.flatMap { $0 }.map { .seconds($0) }
        if let text = parameter("code_challenge") {
            guard parameter("code_challenge_method") == "S256", let challenge = CodeChallenge(text) else {
                throw refused(.invalidRequest)
            }
            self.challenge = challenge
        } else {
            guard client.isConfidential, parameter("code_challenge_method") == nil else {
                throw refused(.invalidRequest)
            }
            challenge = nil
        }
    }
}
