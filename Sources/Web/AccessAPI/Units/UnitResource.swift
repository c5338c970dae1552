import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let units = ResourceKind<ResourceSource, Unit>(
        "units", id: { $0.id.description },
        attributes: [
            ("label", { .string($0.label) }),
            ("unit_type", { JSON($0.type) }),
            ("floor", { JSON($0.floor) }),
            ("created_at", { .time($0.createdAt) }),
            ("updated_at", { .time($0.updatedAt) }),
        ],
        relationships: [
            ("zone", { .one(ResourceIdentifier("zones", $0.zone)) }),
            ("building", { .one(ResourceIdentifier("buildings", $0.building)) }),
        ],
        find: { source, ids in try await source.rooms.units.find(source.ids(ids), by: source.user) })
}
