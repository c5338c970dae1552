import Access
import Basics
import JSONAPI

extension ResourceKinds {
    /// Who administers what.
    static let roles = ResourceKind<ResourceSource, Role>(
        "roles", id: { $0.id.description },
        attributes: [
            ("role", { .string($0.role.rawValue) }),
            ("created_at", { .time($0.createdAt) }),
        ],
        relationships: [
            ("user", { .one(ResourceIdentifier("users", $0.user)) }),
            (
                "unit",
                { role in
                    if case .unit(let id) = role.place { .one(ResourceIdentifier("units", id)) } else { .one(nil) }
                }
            ),
            (
                "zone",
                { role in
                    if case .zone(let id) = role.place { .one(ResourceIdentifier("zones", id)) } else { .one(nil) }
                }
            ),
            ("building", { .one(ResourceIdentifier("buildings", $0.building)) }),
        ],
        find: { _, _ in [] })
}
