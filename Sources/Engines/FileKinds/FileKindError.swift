#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why a file could not be looked at. A strange file is no error but of the kind `unknown`.
public enum FileKindError: Error, Sendable, Equatable {
    /// The system refused to open or read it; `code` is errno.
    case unreadable(path: String, operation: String, code: Int32)
}

extension FileKindError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let operation, let code):
            "'\(path)' could not be read (\(operation): \(String(cString: strerror(code)))); check the path and its rights"
        }
    }
}
