/// Why the authorization server refuses (RFC 6749, 4.1.2.1 and 5.2).
public enum OAuthError: String, Error, CaseIterable, Sendable {
    case invalidRequest = "invalid_request"
    case invalidClient = "invalid_client"
    case invalidGrant = "invalid_grant"
    case unauthorizedClient = "unauthorized_client"
    case unsupportedGrantType = "unsupported_grant_type"
    case invalidScope = "invalid_scope"
    case accessDenied = "access_denied"
    case unsupportedResponseType = "unsupported_response_type"
    /// Of `prompt=none` (OpenID Connect Core, 3.1.2.6).
    case loginRequired = "login_required"
    case consentRequired = "consent_required"
    /// Shown to the person; there is nowhere to send them.
    case invalidRedirectURI = "invalid_redirect_uri"

    /// In the words of the contract, which clients compare.
    public var message: String {
        switch self {
        case .invalidRequest:
            """
            The request is missing a required parameter, includes an unsupported parameter value, or is otherwise \
            malformed.
            """
        case .invalidClient:
            """
            Client authentication failed due to unknown client, no client authentication included, or unsupported \
            authentication method.
            """
        case .invalidGrant:
            """
            The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in \
            the authorization request, or was issued to another client.
            """
        case .unauthorizedClient: "The client is not authorized to perform this request using this method."
        case .unsupportedGrantType: "The authorization grant type is not supported by the authorization server."
        case .invalidScope: "The requested scope is invalid, unknown, or malformed."
        case .accessDenied: "The resource owner or authorization server denied the request."
        case .unsupportedResponseType: "The authorization server does not support this response type."
        case .loginRequired: "The person has to sign in, and the request allows no page for that."
        case .consentRequired: "The person has to be asked for consent, and the request allows no page for that."
        case .invalidRedirectURI: "The requested redirect uri is malformed or doesn't match client redirect URI."
        }
    }

    /// Of the token endpoint's answer.
    public var status: Int {
        switch self {
        case .invalidClient, .invalidGrant: 401
        default: 400
        }
    }
}
