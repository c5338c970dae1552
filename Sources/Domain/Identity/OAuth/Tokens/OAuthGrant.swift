public import Basics

/// What a user has allowed a program once: the family of all tokens that came of it.
public struct OAuthGrant: Sendable {
    public let id: ID<OAuthGrant>
    public let client: ID<OAuthClient>
    public let user: ID<User>
    public let scopes: [String]
}

/// What the token endpoint answers (RFC 6749, 5.1).
public struct IssuedTokens: Sendable {
    public let accessToken: Secret
    public let refreshToken: Secret
    /// Where the program asked for the scope `openid`, and came with a code.
    public let identityToken: Secret?
    public let lifetime: Duration
    public let scopes: [String]
    public let createdAt: Instant
}

/// Who acts through an access token.
public struct OAuthCaller: Sendable {
    public let user: ID<User>
    public let grant: ID<OAuthGrant>
    /// The token's own name.
    public let token: String
    public let scopes: [String]
    public let client: String
    public let issuedAt: Instant
    public let expiresAt: Instant
    public let issuer: String
}

/// Why an access token opens nothing.
public enum AccessTokenRefusal: String, Error, Sendable {
    /// It is none of ours.
    case invalid
    case expired
    /// It, its family or its user was withdrawn.
    case revoked

    /// In the words of the contract, which clients compare.
    public var message: String {
        switch self {
        case .invalid: "The access token is invalid"
        case .expired: "The access token expired"
        case .revoked: "The access token was revoked"
        }
    }
}
