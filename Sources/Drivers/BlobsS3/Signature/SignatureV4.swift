import Basics
import Crypto

/// Signs requests as Amazon's Signature Version 4 has it, in the manner of S3: the path is encoded once and not
/// normalized.
struct SignatureV4: Sendable {
    let credentials: S3Credentials
    let region: String
    let time: Instant

    /// The value of `Authorization`, and the seed for the signatures of chunks.
    ///
    /// - Parameters:
    ///   - query: names and values, not yet encoded.
    ///   - headers: lower-case names; all of them are signed.
    ///   - payload: the SHA-256 of the body in hex, or the word that stands for it.
    func authorize(
        _ method: String, path: String, query: [(String, String)], headers: [(String, String)], payload: String
    ) -> (authorization: String, signature: String) {
        let headers = headers.sorted { $0.0 < $1.0 }
        let signed = headers.map(\.0).joined(separator: ";")
        let request = [
            method, URIText.encode(path, keeping: "/"), URIText.query(query),
            headers.map { "\($0.0):\($0.1)\n" }.joined(), signed, payload,
        ].joined(separator: "\n")
        let signature = sign(["AWS4-HMAC-SHA256", timestamp, scope, Basics.Digest(of: request).hex])
        return (
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), SignedHeaders=\(signed), Signature=\(signature)",
            signature
        )
    }

    /// The signature of one chunk of a body, which continues from that of the chunk before.
    func chunkSignature(after previous: String, digest: Basics.Digest) -> String {
        sign(["AWS4-HMAC-SHA256-PAYLOAD", timestamp, scope, previous, Basics.Digest(of: "").hex, digest.hex])
    }

    /// The time in the basic format of ISO 8601, to the second: `20130524T000000Z`.
    var timestamp: String {
        String(time.iso8601.prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    private var scope: String { "\(timestamp.prefix(8))/\(region)/s3/aws4_request" }

    private func sign(_ lines: [String]) -> String {
        var key = SymmetricKey(data: Array("AWS4\(credentials.secretKey.exposed)".utf8))
        for step in [String(timestamp.prefix(8)), region, "s3", "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(step.utf8), using: key))
        }
        let text = Array(lines.joined(separator: "\n").utf8)
        return Hex.encode(HMAC<SHA256>.authenticationCode(for: text, using: key))
    }
}
