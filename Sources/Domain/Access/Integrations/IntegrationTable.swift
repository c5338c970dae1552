import Basics
import Storage

enum IntegrationTable {
    static func insert(
        _ id: String, of owner: IntegrationOwner, building: ID<Building>, url: String, method: WebhookMethod,
        bindings: [WebhookBinding], isEnabled: Bool, secret: [UInt8], at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO integration (guid, building_id, tenant_id, url, method, bindings, enabled, secret_sealed,
                created_at, updated_at)
            VALUES (\(id), \(building), \(owner.tenant), \(url), \(method.rawValue), \(text(bindings)), \(isEnabled),
                \(secret), \(now), \(now))
            """)
    }

    static func update(
        _ id: String, url: String, method: WebhookMethod, bindings: [WebhookBinding], isEnabled: Bool,
        at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE integration SET url = \(url), method = \(method.rawValue), bindings = \(text(bindings)),
                enabled = \(isEnabled), updated_at = \(now)
            WHERE guid = \(id)
            """)
    }

    /// The present secret becomes the former one, which is good until then.
    static func renew(
        _ id: String, secret: [UInt8], formerUntil: Instant, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE integration SET former_secret_sealed = secret_sealed, former_secret_until = \(formerUntil),
                secret_sealed = \(secret), updated_at = \(now)
            WHERE guid = \(id)
            """)
    }

    /// At most 100 of one owner.
    static func all(of owner: IntegrationOwner, in tx: any Transaction) throws -> [Integration] {
        try tx.fetch("SELECT * FROM integration WHERE \(condition(owner)) ORDER BY id LIMIT 100").map(integration)
    }

    static func find(_ id: String, of owner: IntegrationOwner, in tx: any Transaction) throws -> Integration? {
        try tx.first("SELECT * FROM integration WHERE guid = \(id) AND \(condition(owner))").map(integration)
    }

    static func delete(_ id: String, in tx: any Transaction) throws {
        // What it was to be told goes with it.
        try tx.execute("DELETE FROM integration WHERE guid = \(id)")
    }

    /// By which its messages and attempts are kept.
    static func number(of id: String, _ owner: IntegrationOwner, in tx: any Transaction) throws -> Int64? {
        try tx.first("SELECT id FROM integration WHERE guid = \(id) AND \(condition(owner))").map {
            try $0.integer("id")
        }
    }

    static func isOn(_ number: Int64, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT id FROM integration WHERE id = \(number) AND enabled") != nil
    }

    static func switchOff(_ number: Int64, at now: Instant, in tx: any Transaction) throws {
        try tx.execute("UPDATE integration SET enabled = FALSE, updated_at = \(now) WHERE id = \(number)")
    }

    private static func condition(_ owner: IntegrationOwner) -> SQL {
        switch owner {
        case .building(let building): "building_id = \(building) AND tenant_id IS NULL"
        case .tenant(let tenant): "tenant_id = \(tenant)"
        }
    }

    private static func text(_ bindings: [WebhookBinding]) -> String {
        bindings.map(\.text).joined(separator: "\n")
    }

    private static func integration(_ row: Row) throws -> Integration {
        let tenant: ID<Tenant>? = try row.optional("tenant_id") { try row.id($0) }
        return Integration(
            id: try row.text("guid"), owner: try tenant.map { .tenant($0) } ?? .building(row.id("building_id")),
            url: try row.text("url"), method: WebhookMethod(rawValue: try row.text("method")) ?? .post,
            bindings: try row.text("bindings").split(separator: "\n").compactMap { WebhookBinding(text: $0) },
            isEnabled: try row.boolean("enabled"), createdAt: try row.instant("created_at"),
            updatedAt: try row.instant("updated_at"))
    }
}

extension IntegrationOwner {
    fileprivate var tenant: ID<Tenant>? {
        if case .tenant(let tenant) = self { tenant } else { nil }
    }
}
