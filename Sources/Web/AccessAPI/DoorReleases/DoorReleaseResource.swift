import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let doorReleases = ResourceKind<ResourceSource, DoorRelease>(
        "door_releases", id: { "\($0.id)" },
        attributes: [
            ("release_method", { .string($0.method) }),
            ("door_release_type", { .string($0.type) }),
            ("panel_user_type", { _ in .string(DoorRelease.panelUserType) }),
            ("call_guid", { JSON($0.call) }),
            ("delivery_guid", { _ in .null }),
            ("name", { JSON($0.name) }),
            ("created_at", { .time($0.createdAt) }),
            ("logged_at", { .time($0.loggedAt) }),
            ("thumb_url", { _ in .null }),
            ("medium_url", { _ in .null }),
        ],
        relationships: [
            ("unit", { .one($0.unit.map { ResourceIdentifier("units", $0) }) }),
            ("user", { .one($0.user.map { ResourceIdentifier("users", $0) }) }),
            ("panel", { .one(ResourceIdentifier("panels", $0.panel)) }),
            ("device", { .one(ResourceIdentifier("panels", $0.panel)) }),
        ],
        find: { source, ids in try await source.rooms.releases.find(source.ids(ids), by: source.user) })
}
