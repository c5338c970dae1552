import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let doorReleases = ResourceKind<ResourceSource, Illustrated<DoorRelease>>(
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
            ("thumb_url", { $0.link.thumb }),
            ("medium_url", { $0.link.medium }),
        ],
        relationships: [
            ("unit", { .one($0.unit.map { ResourceIdentifier("units", $0) }) }),
            ("user", { .one($0.user.map { ResourceIdentifier("users", $0) }) }),
            ("panel", { .one(ResourceIdentifier("panels", $0.panel)) }),
            ("device", { .one(ResourceIdentifier("panels", $0.panel)) }),
        ],
        find: { source, ids in
            try await source.rooms.releases.find(source.ids(ids), by: source.user).map(source.release)
        })
}

extension ResourceSource {
    func release(_ release: DoorRelease) -> Illustrated<DoorRelease> { illustrated(release, by: release.picture) }
}
