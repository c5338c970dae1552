public import Basics
public import Identity
public import Storage

/// The history of openings.
public struct DoorReleases: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// The newest of a unit, for who lives there or administers it; at most 100.
    public func newest(of unit: ID<Unit>, _ count: Int = 20, by user: ID<User>) async throws -> [DoorRelease] {
        try await storage.read { tx in
            guard let place = try Place.find(unit, in: tx), try AccessScope(of: user, in: tx).mayActFor(place) else {
                throw Failure.notFound("unit")
            }
            return try DoorReleaseTable.newest(min(max(count, 1), 100), of: unit, in: tx)
        }
    }
}
