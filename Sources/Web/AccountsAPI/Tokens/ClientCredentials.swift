import Basics
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Who a program says it is: in the body, or by HTTP Basic (RFC 6749, 2.3.1).
struct ClientCredentials {
    let identifier: String?
    let secret: Secret?

    /// The header counts where there is one; both at once are one method too many, unless they agree.
    init?(_ request: Request, _ fields: RequestFields) {
        let named = fields.text("client_id")
        let told = fields.text("client_secret").map { Secret($0) }
        guard let header = request.headers[.authorization] else {
            identifier = named
            secret = told
            return
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: parts[1].trimmed),
            let pair = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let halves = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        // Both are encoded as in a form before they are joined.
        let decoded = halves.map { $0.replacing("+", with: " ").removingPercentEncoding ?? String($0) }
        guard decoded.count == 2, named == nil || named == decoded[0] else { return nil }
        identifier = decoded[0]
        secret = decoded[1].isEmpty ? nil : Secret(decoded[1])
    }
}
