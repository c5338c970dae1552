public protocol VirusScanner: Sendable {
    func scan(_ read: @Sendable (_ offset: Int64) async throws -> [UInt8]) async throws(ScanError) -> ScanVerdict
    func version() async throws(ScanError) -> String
}
public enum ScanVerdict: Sendable, Equatable { case clean, infected(signature: String) }
public enum ScanError: Error, Sendable {
    case unavailable(String)
    case timedOut(after: Duration)
    case tooLarge
    case overloaded
    case sourceFailed(any Error)
}
