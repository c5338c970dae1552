/// What is wrong with an archive, or why it is not taken; every case says where and, for limits, how to raise them.
public enum ZipError: Error, Sendable, Equatable {
    /// The file has no trace of a Zip archive.
    case notAnArchive
    /// The archive ends before it should; `what` is the piece that is cut off or missing.
    case truncated(what: String)
    /// A record contradicts the format (APPNOTE 4.3 and 4.4) at a byte of the file.
    case malformed(what: String, offset: UInt64)
    /// The archive is one of several volumes.
    case multipleVolumes
    case encrypted(entry: String)
    /// The entry is packed by a method other than 0 (stored) and 8 (deflated).
    case unsupportedMethod(entry: String, method: UInt16)
    case noSuchEntry(String)
    /// Two entries claim the same bytes, which only archives made to do harm do.
    case overlappingEntries(String, String)
    /// The packed bytes are no valid DEFLATE stream (RFC 1951).
    case corruptData(entry: String)
    case checksumMismatch(entry: String, expected: UInt32, found: UInt32)
    case sizeMismatch(entry: String, expected: UInt64, found: UInt64)
    /// More than a limit of `ZipLimits` allows; `limit` is its name there.
    case limitExceeded(limit: String, allowed: UInt64, found: UInt64, entry: String?)
    /// A system call failed.
    case io(operation: String, errno: Int32)
}

extension ZipError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAnArchive:
            "This is not a Zip archive: it has no central directory."
        case .truncated(let what):
            "The Zip archive is cut off: \(what). Copy or download it again."
        case .malformed(let what, let offset):
            "The Zip archive is damaged at byte \(offset): \(what)."
        case .multipleVolumes:
            "The Zip archive is split into several volumes; join them into one file first."
        case .encrypted(let entry):
            "'\(entry)' is encrypted with a password; save the archive without one."
        case .unsupportedMethod(let entry, let method):
            "'\(entry)' is packed by method \(method); only stored (0) and deflated (8) entries can be read."
        case .noSuchEntry(let name):
            "The archive has no entry '\(name)'."
        case .overlappingEntries(let first, let second):
            "The entries '\(first)' and '\(second)' overlap in the archive, so it is refused."
        case .corruptData(let entry):
            "The packed data of '\(entry)' is damaged and cannot be inflated."
        case .checksumMismatch(let entry, let expected, let found):
            "'\(entry)' is damaged: its CRC-32 should be \(hex(expected)) and is \(hex(found))."
        case .sizeMismatch(let entry, let expected, let found):
            "'\(entry)' is damaged: it should have \(expected) bytes and has \(found)."
        case .limitExceeded(let limit, let allowed, let found, let entry):
            "\(entry.map { "'\($0)'" } ?? "The archive") is over a limit: \(limit) allows \(allowed), found "
                + "\(found). Raise ZipLimits.\(limit) if the file is to be trusted."
        case .io(let operation, let errno):
            "The file could not be read (\(operation), errno \(errno))."
        }
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
