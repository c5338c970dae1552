import Basics
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// A request that may be sent again as it is.
struct S3Request: Sendable {
    var method: HTTPMethod
    /// Without the prefix of the location; nil for the bucket.
    var name: String?
    var query: [(String, String)] = []
    /// Lower-case names that belong under the signature.
    var headers: [(String, String)] = []
    var body = S3Body()
    /// Bytes that come, go or are copied there; they lengthen the patience.
    var moved: Int64 = 0
    /// Most bytes that an answer may have.
    var answerLimit = 4 << 20
}

/// The bytes of a request with the checksums by which the store tells whether all of them came.
struct S3Body: Sendable {
    let bytes: ByteBuffer
    let digest: Basics.Digest
    /// Base64 of the MD5 (RFC 1864), which the store compares with what it has received.
    let contentMD5: String?

    init() {
        bytes = ByteBuffer()
        digest = Basics.Digest(of: "")
        contentMD5 = nil
    }

    init(_ bytes: ByteBuffer, digest: Basics.Digest? = nil) {
        self.bytes = bytes
        self.digest = digest ?? Basics.Digest(of: bytes.readableBytesView)
        contentMD5 = bytes.withUnsafeReadableBytes { bytes in
            var hash = Insecure.MD5()
            hash.update(bufferPointer: bytes)
            return Data(hash.finalize()).base64EncodedString()
        }
    }
}

/// What the store answered to a request that it did.
struct S3Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: ByteBuffer

    /// Throws `S3Fault` where the answer is no XML, or an error that came under a status of success.
    func document() throws -> XMLAnswer {
        guard let document = try? XMLAnswer(body.readableBytesView) else { throw S3Fault.garbled("no XML") }
        guard document.name != "Error" else {
            throw S3Fault.refused(status: 500, code: document["Code"] ?? "", date: nil)
        }
        return document
    }
}
