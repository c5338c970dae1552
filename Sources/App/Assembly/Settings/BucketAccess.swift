import Basics
import BlobsS3

/// How buckets are asked, and by whom.
public struct BucketAccess: Sendable {
    let credentials: S3Credentials
    let options: S3Options

    init(_ reader: SettingReader) throws {
        let token = try reader.text("files.session-token")
        credentials = S3Credentials(
            accessKey: try reader.text("files.access-key"), secretKey: Secret(try reader.text("files.secret-key")),
            sessionToken: token.isEmpty ? nil : Secret(token))
        var options = S3Options()
        options.timeout = .seconds(min(try reader.integer("files.timeout"), 86_400))
        options.connections = try reader.integer("files.connections")
        self.options = options
    }

    /// Throws where the keys are not set.
    func check() throws {
        guard !credentials.accessKey.isEmpty, !credentials.secretKey.exposed.isEmpty else {
            throw Failure(
                .invalid, code: "configuration.value",
                "A bucket needs its keys. Set files.access-key and files.secret-key.")
        }
    }
}
