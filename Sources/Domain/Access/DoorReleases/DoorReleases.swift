public import Basics
public import Identity
public import Storage

/// The history of openings, as far as somebody may see it.
public struct DoorReleases: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Of all that the user administers, and of where they live since they do. A unit that is none of theirs has no openings.
    public func page(_ query: DoorReleaseQuery, by user: ID<User>) async throws -> ListPage<DoorRelease> {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            var streams = scope.streams()
            if let unit = query.unit { streams = try Place.find(unit, in: tx).map { scope.streams(of: $0) } ?? [] }
            return try DoorReleaseTable.illustrated(DoorReleasePages(streams, query, in: tx).page(), in: tx)
        }
    }

    /// Of where the user lives alone.
    public func own(_ query: DoorReleaseQuery, by user: ID<User>) async throws -> ListPage<DoorRelease> {
        try await storage.read { tx in
            var streams = try AccessScope(of: user, in: tx).ownStreams()
            if let unit = query.unit { streams = streams.filter { $0.isOf(unit) } }
            return try DoorReleaseTable.illustrated(DoorReleasePages(streams, query, in: tx).page(), in: tx)
        }
    }

    /// Those of them that the user may see.
    public func find(_ ids: [ID<DoorRelease>], by user: ID<User>) async throws -> [DoorRelease] {
        try await storage.read { tx in
            let streams = try AccessScope(of: user, in: tx).streams()
            guard !streams.isEmpty else { return [] }
            let seen = SQL.joined(streams.map { "(\($0.condition))" }, separator: " OR ")
            let rows = try tx.fetchRows(
                "SELECT * FROM door_release WHERE (\(seen)) AND id IN", in: ids.map(\.sqlValue))
            return try DoorReleaseTable.illustrated(try rows.map(DoorReleaseTable.release), in: tx)
        }
    }
}
