import Basics
import Identity
import Storage

/// Which tenant has which code.
enum TenantPinTable {
    static func pin(of tenant: ID<Tenant>, in tx: any Transaction) throws -> ID<Pin>? {
        guard let row = try tx.first("SELECT pin_id FROM tenant WHERE id = \(tenant)") else { return nil }
        return try row.optional("pin_id") { try row.id($0) }
    }

    static func set(_ pin: ID<Pin>, of tenant: ID<Tenant>, at now: Instant, in tx: any Transaction) throws {
        try tx.execute("UPDATE tenant SET pin_id = \(pin), updated_at = \(now) WHERE id = \(tenant)")
    }

    static func user(of tenant: ID<Tenant>, in tx: any Transaction) throws -> ID<User> {
        ID(try tx.integer("SELECT user_id FROM tenant WHERE id = \(tenant)"))
    }

    static func tenancies(
        of user: ID<User>, in building: ID<Building>, _ tx: any Transaction
    ) throws -> [ID<Tenant>] {
        try tx.fetch(
            """
            SELECT tenant.id FROM tenant JOIN unit ON unit.id = tenant.unit_id JOIN zone ON zone.id = unit.zone_id
            WHERE tenant.user_id = \(user) AND tenant.moved_out_at IS NULL AND zone.building_id = \(building)
            ORDER BY tenant.id
            """
        ).map { try $0.id("id") }
    }
}
