import Basics
import NIOCore
import Testing

@testable import BlobsS3

/// The examples that Amazon publishes for Signature Version 4 in the manner of S3.
struct SignatureV4Tests {
    private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    private let signer = SignatureV4(
        credentials: S3Credentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")),
        region: "us-east-1", time: Instant(iso8601: "2013-05-24T00:00:00Z") ?? .now)
    private let usual = [("host", "examplebucket.s3.amazonaws.com"), ("x-amz-date", "20130524T000000Z")]

    @Test func `the read of a range is signed as published`() {
        let signed = signer.authorize(
            "GET", path: "/test.txt", query: [],
            headers: usual + [("range", "bytes=0-9"), ("x-amz-content-sha256", Self.empty)], payload: Self.empty)
        #expect(
            signed.authorization
                == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    @Test func `a write to a name with odd characters is signed as published`() {
        let digest = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
        let headers = [
            ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ("x-amz-content-sha256", digest),
        ]
        let signed = signer.authorize(
            "PUT", path: "/test$file.text", query: [], headers: usual + headers, payload: digest)
        #expect(signed.signature == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test(arguments: [
        ([("lifecycle", "")], "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        ([("prefix", "J"), ("max-keys", "2")], "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ])
    func `a query is signed as published`(query: [(String, String)], signature: String) {
        let signed = signer.authorize(
            "GET", path: "/", query: query, headers: usual + [("x-amz-content-sha256", Self.empty)],
            payload: Self.empty)
        #expect(signed.signature == signature)
    }

    @Test func `a body in signed chunks is what is published`() {
        let headers = [
            ("content-encoding", "aws-chunked"), ("content-length", "66824"), ("host", "s3.amazonaws.com"),
            ("x-amz-content-sha256", ChunkedPayload.name), ("x-amz-date", "20130524T000000Z"),
            ("x-amz-decoded-content-length", "66560"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ]
        let seed = signer.authorize(
            "PUT", path: "/examplebucket/chunkObject.txt", query: [], headers: headers, payload: ChunkedPayload.name
        ).signature
        #expect(seed == "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
        let body = ByteBuffer(bytes: [UInt8](repeating: UInt8(ascii: "a"), count: 66560))
        let encoded = String(buffer: ChunkedPayload.encode(body, seed: seed, by: signer))
        #expect(encoded.utf8.count == 66824 && ChunkedPayload.encodedLength(of: 66560) == 66824)
        let signatures = encoded.split(separator: "\r\n").filter { $0.contains(";") }.map(String.init)
        #expect(
            signatures == [
                "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
            ])
    }
}
