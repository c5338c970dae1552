import Glibc

/// Why an archive could not be written.
public enum ZipWriteError: Error, Sendable, Equatable {
    /// The disk or a quota is full; what was written so far is no archive.
    case diskFull(path: String)
    /// A system call failed.
    case io(operation: String, path: String, errno: Int32)
    /// A name is empty, longer than 65,535 bytes or used twice.
    case invalidName(String)
    /// A call came in the wrong order; `what` says which.
    case misuse(String)
    /// The compressor refused its input.
    case compression(entry: String, code: Int32)

    init(_ operation: String, path: String, errno code: Int32) {
        self =
            code == ENOSPC || code == EDQUOT
            ? .diskFull(path: path) : .io(operation: operation, path: path, errno: code)
    }
}

extension ZipWriteError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .diskFull(let path):
            "The disk is full: '\(path)' could not be written. Free some space and try again."
        case .io(let operation, let path, let errno):
            "'\(path)' could not be written (\(operation), errno \(errno))."
        case .invalidName(let name):
            "'\(name)' cannot name an entry: names have 1 to 65,535 bytes and are used once."
        case .misuse(let what):
            "The archive was written in the wrong order: \(what)."
        case .compression(let entry, let code):
            "'\(entry)' could not be compressed (code \(code))."
        }
    }
}
