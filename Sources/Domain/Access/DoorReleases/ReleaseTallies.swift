public import Basics
public import Storage

/// Keeps the numbers of openings (`ReleaseTally`), behind the back of those who open doors.
public struct ReleaseTallies: Sendable {
    private let storage: any Storage

    private static let batch = 2000
    /// On PostgreSQL an opening may be committed after one that has a higher id; by then it surely is.
    private static let grace = Duration.seconds(300)

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Counts what is new, 2,000 openings in a transaction. Several servers may do so at once.
    public func settle() async throws {
        while try await storage.write({ tx in try settle(in: tx) }) == Self.batch {}
    }

    private func settle(in tx: any Transaction) throws -> Int {
        let upto = try hold(in: tx)
        let limit = tx.dialect.product == .postgres ? try tx.now() - Self.grace : Instant(microseconds: .max)
        let rows = try tx.fetch(
            """
            SELECT id, organization_id, building_id, zone_id, unit_id, created_at FROM door_release WHERE id > \(upto)
            ORDER BY id LIMIT \(Self.batch)
            """)
        var releases: [ReleaseStream: [Int64]] = [:]
        var last = upto
        var count = 0
        for row in rows {
            guard try row.instant("created_at") <= limit else { break }
            last = try row.integer("id")
            count += 1
            for kind in ReleaseStream.Kind.allCases {
                guard let owner = try row.optional("\(kind.rawValue)_id", row.integer) else { continue }
                releases[ReleaseStream(kind: kind, owner: owner), default: []].append(last)
            }
        }
        guard count > 0 else { return 0 }
        try add(releases, in: tx)
        try tx.execute("UPDATE door_release_tallied SET upto = \(last) WHERE id = 1")
        return count
    }

    /// The last opening that is counted; held until the transaction ends, so that none is counted twice.
    private func hold(in tx: any Transaction) throws -> Int64 {
        let tallied: SQL = "SELECT upto FROM door_release_tallied WHERE id = 1 \(tx.dialect.forUpdate)"
        if let row = try tx.first(tallied) { return try row.integer("upto") }
        try tx.execute("INSERT INTO door_release_tallied (id, upto) VALUES (1, 0) ON CONFLICT (id) DO NOTHING")
        return try tx.integer(tallied)
    }

    private func add(_ releases: [ReleaseStream: [Int64]], in tx: any Transaction) throws {
        // In one order everywhere, so that nobody waits for somebody who waits for them.
        let streams = releases.keys.sorted { ($0.kind.rawValue, $0.owner) < ($1.kind.rawValue, $1.owner) }
        let sums = try tx.insertRows(
            "INSERT INTO door_release_tally (kind, owner, number)",
            streams.map { [.text($0.kind.rawValue), .integer($0.owner), (releases[$0]?.count ?? 0).sqlValue] },
            """
            ON CONFLICT (kind, owner) DO UPDATE SET number = door_release_tally.number + excluded.number
            RETURNING kind, owner, number
            """)
        var marks: [[SQLValue]] = []
        for row in sums {
            guard let kind = ReleaseStream.Kind(rawValue: try row.text("kind")) else { continue }
            let stream = ReleaseStream(kind: kind, owner: try row.integer("owner"))
            guard let ids = releases[stream] else { continue }
            let first = try row.int("number") - ids.count
            var number = (first + ReleaseTally.spacing - 1) / ReleaseTally.spacing * ReleaseTally.spacing
            while number < first + ids.count {
                if number > 0 {
                    marks.append([
                        .text(kind.rawValue), .integer(stream.owner), (number / ReleaseTally.spacing).sqlValue,
                        .integer(ids[number - first]),
                    ])
                }
                number += ReleaseTally.spacing
            }
        }
        try tx.insertRows("INSERT INTO door_release_mark (kind, owner, place, release)", marks)
        try prune(marks, in: tx)
    }

    /// Removes the marks of openings that are gone, of the streams that got new ones.
    private func prune(_ marks: [[SQLValue]], in tx: any Transaction) throws {
        guard !marks.isEmpty, let oldest = try tx.first("SELECT id FROM door_release ORDER BY id LIMIT 1") else {
            return
        }
        let first = try oldest.integer("id")
        for mark in marks {
            try tx.execute(
                """
                DELETE FROM door_release_mark
                WHERE kind = \(mark[0]) AND owner = \(mark[1]) AND release < \(first)
                """)
        }
    }
}
