public import Basics
public import Identity
public import Storage

/// Answers for the panels of buildings: tenants see those that they open, administrators all of their buildings, and
/// Building Admins change them.
public struct BuildingPanels: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public enum Column: Sendable {
        case name, createdAt
    }

    /// - Parameter building: of that one alone; one that the user does not see has no panels.
    public func page(
        _ request: ListRequest, building: ID<Building>? = nil, order: [ListOrder<Column>] = [], by user: ID<User>
    ) async throws -> ListPage<Panel> {
        try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            let list = ScopedList(
                branches: try BuildingPanels.branches(scope, in: tx), join: "JOIN panel ON panel.id = found.id",
                conditions: ["panel.revoked_at IS NULL"] + (building.map { ["panel.building_id = \($0)"] } ?? []),
                order: order.map { $0.sql($0.column == .name ? "panel.title" : "panel.created_at") })
            let page = try list.page(request, in: tx)
            return page.loaded(try PanelTable.load(page.items.map { ID($0) }, in: tx)) { $0.id.number }
        }
    }

    /// Those of these that the user sees.
    public func find(_ ids: [ID<Panel>], by user: ID<User>) async throws -> [Panel] {
        guard !ids.isEmpty else { return [] }
        return try await storage.read { tx in
            let scope = try AccessScope(of: user, in: tx)
            let administered = try scope.administeredParts(in: tx)
            let own = Set(try BuildingPanels.own(scope, in: tx))
            return try PanelTable.load(ids, in: tx).filter { panel in
                administered.contains(panel.building) || scope.administers(panel.building, of: panel.organization)
                    || (panel.isEnabled && own.contains(panel.id.number))
            }
        }
    }

    public func get(_ id: ID<Panel>, by user: ID<User>) async throws -> Panel {
        guard let panel = try await find([id], by: user).first else { throw Failure.notFound("panel") }
        return panel
    }

    /// A new panel for all units of the building, with the token by which it calls; that is shown here and never again.
    public func create(
        name: String, isEnabled: Bool = true, in building: ID<Building>?, by user: ID<User>
    ) async throws -> (panel: Panel, token: Secret) {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let name = try BuildingPanels.checked(name)
            let building = try scope.administered(building, in: tx)
            guard let organization = try BuildingTable.organization(of: building, in: tx) else {
                throw Failure.unknown("building")
            }
            try BuildingTable.hold(building, in: tx)
            let panel = try PanelTable.insert(
                PanelDraft(title: name), building: building, organization: organization, at: now, in: tx)
            if !isEnabled { try PanelTable.setEnabled(false, of: panel.id, at: now, in: tx) }
            try PanelPlaceTable.fill(panel.id, of: building, at: now, in: tx)
            let token = try PanelTokens.issue(for: panel.id, in: tx)
            return (try BuildingPanels.administered(panel.id, by: scope, in: tx), token)
        }
    }

    /// A new token; the former one is dead.
    public func renewToken(of id: ID<Panel>, by user: ID<User>) async throws -> (panel: Panel, token: Secret) {
        try await storage.write { tx in
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let panel = try BuildingPanels.administered(id, by: scope, in: tx)
            return (panel, try PanelTokens.issue(for: id, in: tx))
        }
    }

    /// - Parameters: nil leaves it as it is.
    public func update(
        _ id: ID<Panel>, name: String? = nil, isEnabled: Bool? = nil, by user: ID<User>
    ) async throws -> Panel {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            _ = try PanelTable.hold(id, in: tx)
            let panel = try BuildingPanels.administered(id, by: scope, in: tx)
            if let name {
                var draft = PanelDraft(panel)
                draft.title = try BuildingPanels.checked(name)
                try PanelTable.update(id, to: try draft.validated(), at: now, in: tx)
            }
            if let isEnabled, isEnabled != panel.isEnabled {
                try PanelTable.setEnabled(isEnabled, of: id, at: now, in: tx)
                try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
            }
            return try BuildingPanels.administered(id, by: scope, in: tx)
        }
    }

    /// Takes a panel out of service; its rows stay for the history.
    public func delete(_ id: ID<Panel>, by user: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            let scope = try AccessScope(of: user, in: tx)
            try scope.require(.buildingAdmin)
            let panel = try BuildingPanels.administered(id, by: scope, in: tx)
            _ = try PanelTable.revoke(id, at: now, in: tx)
            try PanelCommands.credentialsChanged(in: panel.building, tx: tx)
        }
    }

    private static func branches(_ scope: AccessScope, in tx: any Transaction) throws -> [SQL] {
        let buildings = try scope.administeredParts(in: tx)
        let reach = Reach(units: [], zones: [], buildings: buildings, organizations: scope.administeredOrganizations)
        var branches = reach.branches(
            units: nil, zones: nil, buildings: "SELECT panel.id FROM panel WHERE panel.building_id IN",
            organizations: "SELECT panel.id FROM panel WHERE panel.revoked_at IS NULL AND panel.organization_id IN")
        let own = try own(scope, in: tx)
        if !own.isEmpty {
            branches.append("SELECT panel.id FROM panel WHERE panel.enabled AND panel.id IN (\(SQL.list(own)))")
        }
        return branches
    }

    /// Where they are as tenants.
    private static func own(_ scope: AccessScope, in tx: any Transaction) throws -> [Int64] {
        let rows = try tx.fetchRows(
            "SELECT DISTINCT panel_id FROM tenant_panel WHERE tenant_id IN",
            in: scope.ownTenancies.sorted().map(\.sqlValue))
        return Set(try rows.map { try $0.integer("panel_id") }).sorted()
    }

    private static func checked(_ name: String) throws -> String {
        var texts = FreeTexts()
        let name = texts.required("name", name, most: 200)
        try texts.finish("panel")
        return name
    }

    /// One of a building that the caller does not administer is as if it did not exist.
    private static func administered(_ id: ID<Panel>, by scope: AccessScope, in tx: any Transaction) throws -> Panel {
        guard let panel = try PanelTable.find(id, in: tx), scope.administers(panel.building, of: panel.organization)
        else { throw Failure.notFound("panel") }
        return panel
    }
}
