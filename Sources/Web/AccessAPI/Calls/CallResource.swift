import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let calls = ResourceKind<ResourceSource, CallView>(
        "calls", id: { "\($0.id)" },
        attributes: [
            ("guid", { .string($0.guid) }),
            ("call_type", { .string($0.type.rawValue) }),
            ("notification_type", { .string($0.notification.rawValue) }),
            ("status", { .string($0.status.rawValue) }),
            ("display_status", { .string($0.status.words) }),
            ("panel_id", { .integer($0.panel.number) }),
            ("panel_name", { .string($0.panelName) }),
            ("panel_user_type", { _ in .string(DoorRelease.panelUserType) }),
            ("provider", { .string($0.provider.rawValue) }),
            ("thumb_url", { $0.link.thumb }),
            ("medium_url", { $0.link.medium }),
            ("created_at", { .time($0.createdAt) }),
            ("logged_at", { .time($0.createdAt) }),
        ],
        relationships: [
            ("unit", { .one(ResourceIdentifier("units", $0.unit)) }),
            ("panel", { .one(ResourceIdentifier("panels", $0.panel)) }),
        ],
        find: { source, ids in
            try await source.rooms.calls.find(source.ids(ids), by: source.user).map(source.call)
        })

    /// How far a call has come; it has the call's own id.
    static let callStatuses = ResourceKind<ResourceSource, Call>(
        "call_statuses", id: { "\($0.id)" },
        attributes: [
            ("status", { .string($0.status.rawValue) }),
            ("multiple_devices", { _ in false }),
            ("created_at", { .time($0.createdAt) }),
        ],
        relationships: [("call", { .one(ResourceIdentifier("calls", $0.id)) })],
        find: { _, _ in [] })
}

/// A call, who carries its video, and what the panel saw.
@dynamicMemberLookup
struct CallView: Sendable {
    let call: Call
    let provider: CallProvider
    let link: MediumLink?

    subscript<Value>(dynamicMember path: KeyPath<Call, Value>) -> Value { call[keyPath: path] }
}

extension ResourceSource {
    func call(_ call: Call) -> CallView {
        CallView(call: call, provider: rooms.callTokens.provider, link: links.link(call.picture))
    }
}
