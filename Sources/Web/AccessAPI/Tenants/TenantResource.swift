import Access
import Basics
import Identity
import JSONAPI

extension ResourceKinds {
    /// Who lives where.
    static let tenants = ResourceKind<ResourceSource, Tenant>(
        "tenants", id: { $0.id.description },
        attributes: [
            ("first_name", { JSON($0.profile.firstName) }),
            ("last_name", { JSON($0.profile.lastName) }),
            ("name", { JSON($0.profile.name) }),
            ("email", { JSON($0.profile.email) }),
            ("phone_number", { JSON($0.profile.phoneNumber) }),
            ("contact_preference", { .string($0.profile.contactPreference.rawValue) }),
            ("active_at", { .time($0.createdAt) }),
            ("created_at", { .time($0.createdAt) }),
            ("updated_at", { .time($0.updatedAt) }),
        ],
        relationships: [
            ("user", { .one(ResourceIdentifier("users", $0.profile.user)) }),
            ("unit", { .one(ResourceIdentifier("units", $0.unit)) }),
            ("building", { .one(ResourceIdentifier("buildings", $0.building)) }),
            ("panels", { .many($0.panels.map { ResourceIdentifier("panels", $0) }) }),
            ("devices", { .many($0.panels.map { ResourceIdentifier("panels", $0) }) }),
        ],
        find: { source, ids in try await source.rooms.tenants.find(source.ids(ids), by: source.user) })
}
