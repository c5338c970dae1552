public import Basics

/// What a blob store could not do.
public enum BlobError: Error, Sendable, Equatable {
    /// There is no blob with this digest.
    case missing(Digest)
    /// The disk or a quota is full; nothing was kept.
    case full(path: String)
    /// The writer has finished, failed or was aborted.
    case writerEnded
    /// The system refused an operation; `code` is errno.
    case system(operation: String, path: String, code: Int32)
    /// A store elsewhere does not answer, or not as it should.
    case unavailable(String)
}

extension BlobError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let digest):
            "there is no blob \(digest)"
        case .full(let path):
            "no room left at \(path); free space there and try again"
        case .writerEnded:
            "the blob was already finished or given up; start a new one"
        case .system(let operation, let path, let code):
            "\(operation) of \(path) failed: \(systemMessage(code)); check the path and its rights"
        case .unavailable(let detail):
            "the blob store is not available: \(detail); try again later"
        }
    }
}
