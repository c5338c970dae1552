import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let keychains = ResourceKind<ResourceSource, KeychainDetails>(
        "keychains", id: { "\($0.keychain.id)" },
        attributes: [
            ("name", { .string($0.keychain.name) }),
            ("weekdays", { .array(($0.keychain.window.recurrence?.weekdays.words ?? []).map(JSON.string)) }),
            ("starts_at", { .time($0.keychain.window.startsAt) }),
            ("ends_at", { .time($0.keychain.window.endsAt) }),
            ("time_from", { .string("\($0.local.from)") }),
            ("time_to", { .string("\($0.local.to)") }),
            ("kind", { .string($0.keychain.kind.rawValue) }),
            ("start_date", { .string("\($0.local.first)") }),
            ("end_date", { .string("\($0.local.last)") }),
            ("allow_unit_access", { .boolean($0.keychain.allowsUnitAccess) }),
            ("created_at", { .time($0.keychain.createdAt) }),
            ("updated_at", { .time($0.keychain.updatedAt) }),
        ],
        relationships: [
            ("tenant", { .one($0.tenant.map { ResourceIdentifier("tenants", $0) }) }),
            ("unit", { .one(ResourceIdentifier("units", $0.keychain.unit)) }),
            ("virtual_keys", { .many($0.keys.map { ResourceIdentifier("virtual_keys", $0.key.id) }) }),
            ("devices", { .many($0.keychain.panels.map { ResourceIdentifier("panels", $0) }) }),
        ],
        find: { source, ids in try await source.rooms.keychains.find(source.ids(ids), by: source.user) })
}

extension KeychainDetails {
    /// Days and hours by the building's clocks.
    fileprivate var local: (first: CivilDate, last: CivilDate, from: ClockTime, to: ClockTime) {
        keychain.window.local(in: zone)
    }

    fileprivate var tenant: ID<Tenant>? {
        if case .tenant(let tenant) = keychain.owner { tenant } else { nil }
    }
}
