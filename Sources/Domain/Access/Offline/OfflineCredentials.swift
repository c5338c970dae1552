public import Basics
public import Storage
public import TimeZones

/// What a panel needs to decide by itself for a day in which it may not reach a server.
public struct OfflineCredentials: Sendable {
    private let storage: any Storage
    private let secrets: AccessSecrets
    private let zones: ZoneDatabase

    /// A set is good for so long after it was fetched, at least.
    static let lifetime: Int64 = 24 * 3600
    /// A set begins with a whole hour, so that it is the same for an hour if nothing changes.
    static let step: Int64 = 3600

    public init(storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase) {
        self.storage = storage
        self.secrets = secrets
        self.zones = zones
    }

    /// Writes the set as JSON, piece by piece, as it stands at one moment.
    ///
    /// - Parameter open: makes what is written to, anew where the transaction has to be run again.
    public func write<Sink: OfflineSink>(
        for panel: ID<Panel>, to open: @Sendable () throws -> Sink
    ) async throws -> Sink {
        try await storage.read { tx in
            let sink = try open()
            let row = try tx.first("SELECT token_digest FROM panel WHERE id = \(panel)")
            guard let panel = try PanelTable.find(panel, in: tx),
                let digest = try row?.optional("token_digest", { try row?.digest($0) }) ?? nil
            else { throw Failure.notFound("panel") }
            let start = try tx.now().microseconds / 1_000_000 / OfflineCredentials.step * OfflineCredentials.step
            let from = Instant(seconds: start)
            let until = Instant(seconds: start + OfflineCredentials.step + OfflineCredentials.lifetime)
            let key = secrets.offlineKey(of: panel.id, token: digest)
            let table = OfflineTable(
                panel: panel, building: try .init(of: panel.building, zones, in: tx), from: from, until: until,
                key: key, secrets: secrets, tx: tx)
            var text = OfflineCredentials.opening(panel, from, until, key)
            var isFirst = true
            try table.forEach { credential in
                text += isFirst ? "\n" : ",\n"
                isFirst = false
                text += credential.json.text
                if text.utf8.count >= 64 * 1024 {
                    try sink.write(Array(text.utf8))
                    text = ""
                }
            }
            try sink.write(Array("\(text)\n]}\n".utf8))
            return sink
        }
    }

    private static func opening(_ panel: Panel, _ from: Instant, _ until: Instant, _ key: Secret) -> String {
        let head: JSON = [
            "panel_id": JSON(panel.id), "valid_from": JSON(from), "valid_until": JSON(until),
            "hashing": ["algorithm": "HMAC-SHA256", "bits": 128, "key": .string(key.exposed)],
        ]
        return "\(head.text.dropLast()),\"credentials\":["
    }
}

/// Where a set is written. A transaction is open meanwhile, so it must not wait for a client.
public protocol OfflineSink: Sendable {
    /// Adds bytes, some 64 KiB at a time.
    func write(_ bytes: [UInt8]) throws
}
