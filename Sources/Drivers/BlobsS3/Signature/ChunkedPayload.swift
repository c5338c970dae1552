import Basics
import NIOCore

/// A body in chunks of which each has its own signature (`aws-chunked`): one that is changed on its way is refused there.
enum ChunkedPayload {
    /// What stands for the body's digest in the signature of the request.
    static let name = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"

    private static let chunk = 64 * 1024

    /// - Parameter seed: the signature of the request.
    static func encode(_ body: ByteBuffer, seed: String, by signer: SignatureV4) -> ByteBuffer {
        var rest = body
        var encoded = ByteBufferAllocator().buffer(capacity: encodedLength(of: body.readableBytes))
        var signature = seed
        repeat {
            let piece = rest.readSlice(length: min(chunk, rest.readableBytes)) ?? ByteBuffer()
            append(piece, to: &encoded, &signature, signer)
        } while rest.readableBytes > 0
        if body.readableBytes > 0 { append(ByteBuffer(), to: &encoded, &signature, signer) }
        return encoded
    }

    static func encodedLength(of count: Int) -> Int {
        func length(_ chunk: Int) -> Int { String(chunk, radix: 16).utf8.count + 17 + 64 + 2 + chunk + 2 }
        let rest = count % chunk
        return count / chunk * length(chunk) + (rest > 0 ? length(rest) : 0) + length(0)
    }

    private static func append(
        _ piece: ByteBuffer, to encoded: inout ByteBuffer, _ signature: inout String, _ signer: SignatureV4
    ) {
        signature = signer.chunkSignature(after: signature, digest: Digest(of: piece.readableBytesView))
        encoded.writeString("\(String(piece.readableBytes, radix: 16));chunk-signature=\(signature)\r\n")
        encoded.writeImmutableBuffer(piece)
        encoded.writeString("\r\n")
    }
}
