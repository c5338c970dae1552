public import Basics
import QRCodes
public import Storage
public import TimeZones

/// What visitors see of their key without signing in.
public struct KeyPages: Sendable {
    private let storage: any Storage
    private let secrets: AccessSecrets
    private let zones: ZoneDatabase

    public init(storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase) {
        self.storage = storage
        self.secrets = secrets
        self.zones = zones
    }

    /// The key of a link.
    ///
    /// - Returns: nil where the link is genuine and its key opens nothing any more.
    /// - Throws: a `Failure` of `notFound` where the link was never given to anybody.
    public func find(_ key: ID<VirtualKey>, code: String) async throws -> VisitorKey? {
        guard KeyLinks(secrets: secrets).isGenuine(code, of: key) else { throw Failure.notFound("key") }
        return try await storage.read { tx in try VisitorKey.find(key, secrets, zones, in: tx) }
    }

    /// The QR code of a link, as PNG; nil as above, and where the building opens to no QR code.
    public func image(of key: ID<VirtualKey>, code: String) async throws -> [UInt8]? {
        guard let token = try await find(key, code: code)?.token else { return nil }
        return QRCode(token.exposed)?.png()
    }
}
