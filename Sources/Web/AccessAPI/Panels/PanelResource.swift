import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let panels = ResourceKind<ResourceSource, Panel>(
        "panels", id: { $0.id.description },
        attributes: [
            ("name", { .string($0.title) }),
            ("enabled", { .boolean($0.isEnabled) }),
            ("nfc", { _ in ["uuid": ""] }),
            ("serial_number", { .string("P-\($0.id)") }),
            ("created_at", { .time($0.createdAt) }),
            ("updated_at", { .time($0.updatedAt) }),
        ],
        relationships: [("building", { .one(ResourceIdentifier("buildings", $0.building)) })],
        find: { source, ids in try await source.rooms.panels.find(source.ids(ids), by: source.user) })
}
