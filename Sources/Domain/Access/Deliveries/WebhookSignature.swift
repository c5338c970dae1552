import Basics
import Crypto
import Foundation

/// Signs messages as Standard Webhooks 1.0 says: HMAC-SHA256 over id, time and body.
enum WebhookSignature {
    /// The header `webhook-signature`: one signature for each secret, the present one first.
    ///
    /// - Parameter secrets: `whsec_` and base64.
    static func header(
        _ secrets: [Secret], id: String, timestamp: Int64, body: String
    ) -> String {
        let message = Data("\(id).\(timestamp).\(body)".utf8)
        return secrets.compactMap { secret -> String? in
            guard let key = key(of: secret) else { return nil }
            let code = HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
            return "v1,\(Data(code).base64EncodedString())"
        }.joined(separator: " ")
    }

    private static func key(of secret: Secret) -> Data? {
        guard secret.exposed.hasPrefix("whsec_") else { return nil }
        return Data(base64Encoded: String(secret.exposed.dropFirst(6)))
    }
}
