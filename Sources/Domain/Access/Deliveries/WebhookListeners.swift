import Basics
import Identity
import Jobs
import Storage

/// The webhooks that are told of what happens in a building, or in one of its units.
struct WebhookListeners {
    /// A webhook that is switched on.
    struct Listener {
        let id: Int64
        /// The tenant's, where it is a tenant's.
        let user: ID<User>?
        fileprivate let bindings: [WebhookBinding]
    }

    private let listeners: [Listener]

    /// Those of the building, and those of who lives in the unit now.
    init(building: ID<Building>, unit: ID<Unit>?, in tx: any Transaction) throws {
        var statement: SQL = """
            SELECT id, bindings, CAST(NULL AS BIGINT) AS user_id FROM integration
            WHERE building_id = \(building) AND tenant_id IS NULL AND enabled
            """
        if let unit {
            statement = """
                \(statement) UNION ALL
                SELECT integration.id, integration.bindings, tenant.user_id FROM tenant
                JOIN integration ON integration.tenant_id = tenant.id
                WHERE tenant.unit_id = \(unit) AND tenant.moved_out_at IS NULL AND integration.enabled
                """
        }
        listeners = try tx.fetch(statement).map { row in
            Listener(
                id: try row.integer("id"), user: try row.optional("user_id") { try row.id($0) },
                bindings: try row.text("bindings").split(separator: "\n").compactMap { WebhookBinding(text: $0) })
        }
    }

    /// Promises that those who want to know of this are told.
    ///
    /// - Parameter payload: asked for where somebody wants to know.
    /// - Returns: whether anybody does.
    func tell(
        _ resource: WebhookBinding.Resource, _ action: WebhookBinding.Action, id: String, in tx: any Transaction,
        payload: (Listener) throws -> JSON?
    ) throws -> Bool {
        var isTold = false
        for listener in listeners where listener.bindings.contains(where: { $0.covers(resource, action, id: id) }) {
            guard let payload = try payload(listener) else { continue }
            try WebhookMessageTable.insert(
                resource, action, payload: payload.text, for: listener.id, at: try tx.now(), in: tx)
            try WebhookSending.enqueue(listener.id, in: tx)
            isTold = true
        }
        return isTold
    }
}
