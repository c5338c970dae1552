import Basics
import Crypto
import CryptoExtras
import Foundation

/// A key with which access tokens are signed: RSA of 2,048 bits, by RS256 alone (RFC 7518, 3.3), which is quick to check.
struct SigningKey: Sendable {
    /// The `kid` of tokens (RFC 7515, 4.1.4).
    let name: String
    private let key: _RSA.Signing.PrivateKey

    /// A new one. Takes some 0.1 s.
    static func make() throws -> SigningKey {
        SigningKey(name: Secret.random(bytes: 8).exposed, key: try _RSA.Signing.PrivateKey(keySize: .bits2048))
    }

    private init(name: String, key: _RSA.Signing.PrivateKey) {
        self.name = name
        self.key = key
    }

    init(name: String, pem: String) throws {
        self.init(name: name, key: try _RSA.Signing.PrivateKey(pemRepresentation: pem))
    }

    var pem: String { key.pkcs8PEMRepresentation }

    /// A JWT in the compact form (RFC 7515, 7.1).
    func signedToken(of claims: JSON) throws -> String {
        let header: JSON = ["typ": "JWT", "alg": "RS256", "kid": .string(name)]
        let text = "\(Base64URL.encode(header.text.utf8)).\(Base64URL.encode(claims.text.utf8))"
        return "\(text).\(Base64URL.encode(try sign(text)))"
    }

    private func sign(_ text: String) throws -> [UInt8] {
        Array(try key.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5).rawRepresentation)
    }

    func hasSigned(_ text: String, _ signature: [UInt8]) -> Bool {
        key.publicKey.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: Data(signature)), for: Data(text.utf8),
            padding: .insecurePKCS1v1_5)
    }

    /// The public half (RFC 7517; RFC 7518, 6.3.1).
    func jwk() throws -> JSON {
        let numbers = try key.publicKey.getKeyPrimitives()
        return [
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string(name),
            "n": .string(Base64URL.encode(numbers.modulus.drop { $0 == 0 })),
            "e": .string(Base64URL.encode(numbers.publicExponent.drop { $0 == 0 })),
        ]
    }
}
