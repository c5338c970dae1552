/// Looks for viruses in bytes.
public protocol VirusScanner: Sendable {
    /// Reads from the first byte on until `read` gives none, one piece at a time; pieces of 64 KiB to 1 MiB are best.
    ///
    /// - Parameter read: gives bytes from an offset on.
    func scan(
        _ read: @Sendable (_ offset: Int64) async throws -> [UInt8]
    ) async throws(ScanError) -> ScanVerdict

    /// What the scanner calls itself, as a sign that it answers.
    func version() async throws(ScanError) -> String
}

/// What a scan found.
public enum ScanVerdict: Sendable, Hashable {
    case clean
    /// The name that the scanner gives to what it found.
    case infected(signature: String)
}

/// Why nothing is known of the bytes.
public enum ScanError: Error, Sendable {
    /// The scanner cannot be reached, broke off, or answered something else than a verdict.
    case unavailable(detail: String)
    /// It did not go on for so long.
    case timedOut(after: Duration)
    /// There are more bytes than the scanner takes (`StreamMaxLength` of clamd).
    case tooLarge
    /// Too many scans wait; the same request may succeed later.
    case overloaded
    /// What `read` threw.
    case sourceFailed(any Error)
}

extension ScanError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unavailable(let detail):
            "the virus scanner is not available: \(detail); check that it runs and try again"
        case .timedOut(let duration):
            "the virus scanner did not go on for \(duration); check that it runs and try again"
        case .tooLarge:
            "the file is larger than the virus scanner takes; raise its StreamMaxLength"
        case .overloaded:
            "too many files wait for the virus scanner; try again in a few seconds"
        case .sourceFailed(let error):
            "the file could not be read for the virus scanner: \(error)"
        }
    }
}
