import Basics
import Files
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// Tells who is asking: by the token in whatever form one of the surfaces takes it, or by a link's secret in the query.
struct UploadCallers: Sendable {
    let tokens: Tokens
    let limit: CallerLimit
    let links: Links

    func creator(of request: Request) async throws -> UploadCreator {
        if request.headers[.authorization] == nil, let secret = request.uri.queryParameters["link"] {
            return try await links.creator(by: Secret(String(secret)))
        }
        return UploadCreator(try await principal(of: request))
    }

    /// Nobody who merely holds a link.
    func principal(of request: Request) async throws -> Principal {
        guard let secret = request.headers.anyToken, let principal = try await tokens.authenticate(secret) else {
            throw Failure(.unauthenticated, code: "unauthenticated", "Unauthenticated.")
        }
        try limit.admit(principal)
        return principal
    }
}

extension HTTPFields {
    /// The token of `Bearer TOKEN`, of `Basic base64(user:TOKEN)` (RFC 7617), or where it stands alone.
    fileprivate var anyToken: Secret? {
        if let bearerToken { return bearerToken }
        guard let value = self[.authorization]?.trimmed, !value.isEmpty else { return nil }
        let words = value.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return Secret(value) }
        guard words[0].lowercased() == "basic", let bytes = Data(base64Encoded: words[1].trimmed),
            let text = String(data: bytes, encoding: .utf8), let colon = text.firstIndex(of: ":")
        else { return nil }
        return Secret(String(text[text.index(after: colon)...]))
    }
}
