public import Basics
public import Identity

/// Tokens with which apps join the room of a call: JSON Web Tokens (RFC 7519) signed with HMAC-SHA256.
public struct CallTokens: Sendable {
    private let keys: TwilioKeys?
    private let secrets: AccessSecrets

    /// How long a token is good.
    public static let lifetime = Duration.seconds(3600)

    /// - Parameter keys: those of the account that carries the video; nil: whoever carries it asks us.
    public init(_ keys: TwilioKeys?, secrets: AccessSecrets) {
        self.keys = keys
        self.secrets = secrets
    }

    public var provider: CallProvider { keys == nil ? .internal : .twilio }

    /// A token for one device of somebody whom the call rang; the room has the call's guid as its name.
    public func token(
        for call: Call, user: ID<User>, device: String, at now: Instant
    ) throws -> (provider: CallProvider, token: Secret) {
        let issued = now.microseconds / 1_000_000
        let expires = issued + Self.lifetime.components.seconds
        let identity = JSON.string("user_\(user)_\(device)")
        guard let keys else {
            let header: JSON = ["typ": "JWT", "alg": "HS256"]
            let claims: JSON = [
                "sub": identity, "room": .string(call.guid), "iat": .integer(issued), "exp": .integer(expires),
            ]
            return (.internal, JSONWebToken.signed(header, claims) { secrets.code(forCallToken: $0) })
        }
        let header: JSON = ["typ": "JWT", "alg": "HS256", "cty": "twilio-fpa;v=1"]
        let claims: JSON = [
            "jti": .string("\(keys.key)-\(issued)-\(Secret.random(bytes: 4).exposed)"), "iss": .string(keys.key),
            "sub": .string(keys.account), "iat": .integer(issued), "exp": .integer(expires),
            "grants": ["identity": identity, "video": ["room": .string(call.guid)]],
        ]
        return (.twilio, JSONWebToken.signed(header, claims) { keys.secret.authenticationCode(for: $0) })
    }
}

/// Who carries the video of calls; the raw value is the word of the contract.
public enum CallProvider: String, Sendable {
    case twilio, `internal`
}

/// What signs access tokens of Twilio's.
public struct TwilioKeys: Sendable {
    /// `AC…`
    public let account: String
    /// `SK…`
    public let key: String
    public let secret: Secret

    /// Nil where one of them is empty.
    public init?(account: String, key: String, secret: Secret) {
        guard !account.isEmpty, !key.isEmpty, !secret.exposed.isEmpty else { return nil }
        self.account = account
        self.key = key
        self.secret = secret
    }
}

/// The compact form of a signed token (RFC 7515, 7.1).
private enum JSONWebToken {
    /// - Parameter sign: lower-case hex of the signature of a text.
    static func signed(_ header: JSON, _ claims: JSON, _ sign: (String) -> String) -> Secret {
        let text = "\(Base64URL.encode(header.text.utf8)).\(Base64URL.encode(claims.text.utf8))"
        return Secret("\(text).\(Base64URL.encode(bytes(hex: sign(text))))")
    }

    private static func bytes(hex: String) -> [UInt8] {
        let digits = hex.utf8.map { $0 >= 0x61 ? $0 - 0x57 : $0 - 0x30 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
