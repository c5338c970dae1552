import Access
import Basics
import JSONAPI

extension ResourceKinds {
    /// Webhooks of buildings and of tenants.
    static let integrations = ResourceKind<ResourceSource, Integration>(
        "integrations", id: { $0.id },
        attributes: [
            ("integrator", { _ in "webhook" }),
            ("config", { ["url": .string($0.url), "method": .string($0.method.rawValue)] }),
            ("bindings", { .array($0.bindings.map(\.json)) }),
            ("enabled", { .boolean($0.isEnabled) }),
            ("created_at", { .time($0.createdAt) }),
            ("updated_at", { .time($0.updatedAt) }),
        ],
        find: { _, _ in [] })
}

extension WebhookBinding {
    fileprivate var json: JSON {
        [
            "resource_type": .string(resource.rawValue), "actions": .array(actions.map { .string($0.rawValue) }),
            "resource_id": JSON(resourceID),
        ]
    }
}
