import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let zones = ResourceKind<ResourceSource, Zone>(
        "zones", id: { $0.id.description },
        attributes: [
            ("name", { .string($0.name) }),
            ("zone_type", { JSON($0.type) }),
            ("created_at", { .time($0.createdAt) }),
            ("updated_at", { .time($0.updatedAt) }),
        ],
        relationships: [("building", { .one(ResourceIdentifier("buildings", $0.building)) })],
        find: { source, ids in try await source.rooms.zones.find(source.ids(ids), by: source.user) })
}
