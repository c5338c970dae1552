import Basics
import Testing

@testable import BlobsS3

struct S3LocationTests {
    @Test(arguments: [
        ("s3://bucket", "https://bucket.s3.us-east-1.amazonaws.com", "/a"),
        ("s3://bucket/one/two/?region=eu-central-1", "https://bucket.s3.eu-central-1.amazonaws.com", "/one/two/a"),
        ("s3://my.bucket?region=eu-west-1", "https://s3.eu-west-1.amazonaws.com", "/my.bucket/a"),
        ("s3://bucket?endpoint=http://127.0.0.1:9000", "http://127.0.0.1:9000", "/bucket/a"),
        ("s3://bucket/p?endpoint=https://host:443&addressing=virtual", "https://bucket.host", "/p/a"),
        ("s3://bucket?addressing=path", "https://s3.us-east-1.amazonaws.com", "/bucket/a"),
    ])
    func `a bucket is found by path or by host`(text: String, origin: String, path: String) throws {
        let location = try S3Location(text)
        #expect(location.origin == origin)
        #expect(location.path(of: "a") == path)
    }

    @Test(arguments: [
        "", "bucket", "https://bucket", "s3://", "s3://ab", "s3://key:secret@bucket", "s3://bucket?key=secret",
        "s3://bucket?endpoint=ftp://host", "s3://bucket?endpoint=http://host/path",
        "s3://bucket?endpoint=http://a@host",
        "s3://bucket?addressing=other", "s3://bucket?payload=none", "s3://bucket?region=a/b",
        "s3://bucket/../a", "s3://bucket/%C3%A4", "s3://bucket?region=a&region=b", "s3://bu_cket", "s3://bucket#a",
    ])
    func `what cannot be meant is refused`(text: String) {
        #expect(throws: Failure.self) { try S3Location(text) }
    }

    @Test func `secrets print as dots`() {
        let credentials = S3Credentials(
            accessKey: "public", secretKey: Secret("hidden-1"), sessionToken: Secret("hidden-2"))
        #expect(!"\(credentials)".contains("hidden"))
        #expect(!String(reflecting: credentials).contains("hidden"))
    }
}
