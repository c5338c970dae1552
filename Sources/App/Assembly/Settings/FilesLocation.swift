import Basics
import Blobs
import BlobsS3
import Logging

/// Where uploaded and generated files are kept.
public enum FilesLocation: Sendable, CustomStringConvertible {
    /// The data folder of this machine.
    case folder
    /// A bucket that servers on many machines share.
    case bucket(Bucket)

    /// A bucket with the keys to it.
    public struct Bucket: Sendable {
        let location: S3Location
        let credentials: S3Credentials
        let options: S3Options
    }

    init(_ reader: SettingReader) throws {
        let text = try reader.text("files")
        var options = S3Options()
        options.timeout = .seconds(min(try reader.integer("files.timeout"), 86_400))
        options.connections = try reader.integer("files.connections")
        guard !text.isEmpty else {
            self = .folder
            return
        }
        let token = try reader.text("files.session-token")
        let credentials = S3Credentials(
            accessKey: try reader.text("files.access-key"), secretKey: Secret(try reader.text("files.secret-key")),
            sessionToken: token.isEmpty ? nil : Secret(token))
        guard !credentials.accessKey.isEmpty, !credentials.secretKey.exposed.isEmpty else {
            throw Settings.wrong(
                "files.access-key or files.secret-key", "set to the keys of the bucket that files names")
        }
        self = .bucket(Bucket(location: try S3Location(text), credentials: credentials, options: options))
    }

    /// A bucket is not asked before it is needed.
    func open(_ folder: DataFolder, logger: Logger) throws -> any BlobStore {
        switch self {
        case .folder:
            try DiskBlobStore(root: folder.files)
        case .bucket(let bucket):
            S3BlobStore(
                bucket.location, bucket.credentials, temporary: folder.temporary, options: bucket.options,
                logger: logger)
        }
    }

    /// Without keys, for people.
    public var description: String {
        switch self {
        case .folder: "files in the data folder"
        case .bucket(let bucket): "\(bucket.location)"
        }
    }
}
