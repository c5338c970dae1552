public import Basics
public import Identity
public import Storage

/// Answers for the panels of the caller's organization; one of another organization is as if it did not exist.
public struct Panels: Sendable {
    let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public func page(_ request: PageRequest, by caller: Principal) async throws -> Page<Panel> {
        try caller.require(.intercomView)
        return try await storage.read { tx in
            try PanelTable.page(of: caller.organization, request, in: tx)
        }
    }

    public func get(_ id: ID<Panel>, by caller: Principal) async throws -> Panel {
        try await storage.read { tx in
            try Panels.find(id, for: caller, .intercomView, in: tx)
        }
    }

    public func update(
        _ id: ID<Panel>, by caller: Principal, _ change: @Sendable (inout PanelDraft) throws -> Void
    ) async throws -> Panel {
        return try await storage.write { tx in
            let now = try tx.now()
            let panel = try Panels.hold(id, for: caller, .intercomUpdate, in: tx)
            var draft = PanelDraft(panel)
            try change(&draft)
            try PanelTable.update(id, to: try draft.validated(), at: now, in: tx)
            try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
            return try Panels.find(id, for: caller, .intercomUpdate, in: tx)
        }
    }

    /// The panel, where the caller has the right and the panel is of their organization.
    package static func find(
        _ id: ID<Panel>, for caller: Principal, _ permission: Permission, in tx: any Transaction
    ) throws -> Panel {
        try caller.require(permission)
        return try own(try PanelTable.find(id, in: tx), caller)
    }

    /// As `find`, for a change of what is tied to the panel: changes of one panel take turns.
    static func hold(
        _ id: ID<Panel>, for caller: Principal, _ permission: Permission, in tx: any Transaction
    ) throws -> Panel {
        try caller.require(permission)
        return try own(try PanelTable.hold(id, in: tx), caller)
    }

    private static func own(_ panel: Panel?, _ caller: Principal) throws -> Panel {
        guard let panel, panel.organization == caller.organization else { throw Failure.notFound("intercom") }
        return panel
    }
}
