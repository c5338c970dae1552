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
    public func page(_ query: DoorReleaseQuery, by user: ID<User>) async throws -> DoorReleasePage {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            var streams = scope.streams()
            if let unit = query.unit { streams = try Place.find(unit, in: tx).map { scope.streams(of: $0) } ?? [] }
            return try DoorReleaseTable.page(streams, query, in: tx)
        }
    }

    /// Of where the user lives alone.
    public func own(_ query: DoorReleaseQuery, by user: ID<User>) async throws -> DoorReleasePage {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            var streams = scope.ownStreams()
            if let unit = query.unit { streams = streams.filter { $0.isOf(unit) } }
            return try DoorReleaseTable.page(streams, query, in: tx)
        }
    }
}

extension ReleaseStream {
    fileprivate func isOf(_ wanted: ID<Unit>) -> Bool {
        if case .unit(let unit, _) = self { unit == wanted } else { false }
    }
}
