public import Basics
public import Identity
import Storage

/// What an operator at the machine may do, who needs no token.
extension Panels {
    /// A new panel in a building of the organization; without one, in a new building of the same title and address.
    public func create(
        _ draft: PanelDraft, in organization: ID<Organization>, building: ID<Building>? = nil
    ) async throws -> Panel {
        let draft = try draft.validated()
        return try await storage.write { tx in
            let now = try tx.now()
            if let building, try !BuildingTable.has(building, of: organization, in: tx) {
                throw Failure.notFound("building")
            }
            let building =
                try building
                ?? BuildingTable.insert(
                    organization: organization, name: draft.title, address: draft.address, at: now, in: tx)
            return try PanelTable.insert(draft, building: building, organization: organization, at: now, in: tx)
        }
    }

    /// The first 1,000 of an organization.
    public func list(in organization: ID<Organization>) async throws -> [Panel] {
        try await storage.read { tx in
            try PanelTable.page(of: organization, PageRequest(size: 1000, most: 1000), in: tx).items
        }
    }

    /// Takes a panel out of service; its rows stay for the history.
    public func revoke(_ id: ID<Panel>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard try PanelTable.revoke(id, at: now, in: tx) else { throw Failure.notFound("intercom") }
        }
    }
}
