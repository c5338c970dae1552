public import Basics
public import Identity
public import Storage

/// Answers for the flats that a panel serves.
public struct Flats: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// - Parameter search: part of a label; case does not matter.
    public func page(
        of panel: ID<Panel>, search: String?, _ request: PageRequest, by caller: Principal
    ) async throws -> Page<Flat> {
        try await storage.read { tx in
            let panel = try Panels.find(panel, for: caller, .intercomView, in: tx)
            return try FlatTable.page(of: panel, search: search, request, in: tx)
        }
    }

    public func get(_ unit: ID<Unit>, of panel: ID<Panel>, by caller: Principal) async throws -> FlatDetails {
        try await storage.read { tx in
            let panel = try Panels.find(panel, for: caller, .intercomView, in: tx)
            guard let flat = try FlatTable.find(unit, of: panel.id, in: tx) else { throw Failure.notFound("flat") }
            return FlatDetails(
                flat: flat, keys: try KeyTable.all(of: unit, at: panel.id, in: tx),
                tenants: try FlatTable.tenants(of: unit, at: panel, in: tx))
        }
    }
}
