public import Scanning

public struct ClamdAddressError: Error {}
public struct ClamdAddress: Sendable { public init(_ text: String) throws(ClamdAddressError) {} }
public final class ClamdScanner: VirusScanner {
    public init(_ address: ClamdAddress) {}
    public func scan(
        _ read: @Sendable (_ offset: Int64) async throws -> [UInt8]
    ) async throws(ScanError) -> ScanVerdict { .clean }
    public func version() async throws(ScanError) -> String { "" }
}
