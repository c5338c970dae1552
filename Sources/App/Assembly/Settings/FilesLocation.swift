public import BlobsS3

/// Where uploaded and generated files are kept.
public enum FilesLocation: Sendable, Equatable, CustomStringConvertible {
    case folder(path: String)
    /// A bucket that servers on many machines share.
    case bucket(S3Location, text: String)

    /// - Parameter data: the folder of the files where the text is empty.
    public init(_ text: String, data: String) throws {
        if text.isEmpty {
            self = .folder(path: data + "/files")
        } else if text.hasPrefix("s3:") {
            self = .bucket(try S3Location(text), text: text)
        } else {
            self = .folder(path: text)
        }
    }

    /// A folder, or the URL of a bucket; by which the place is named on the command line.
    public var text: String {
        switch self {
        case .folder(let path): path
        case .bucket(_, let text): text
        }
    }

    /// Without endpoint and region, for people.
    public var description: String {
        switch self {
        case .folder(let path): path
        case .bucket(let location, _): "\(location)"
        }
    }
}
