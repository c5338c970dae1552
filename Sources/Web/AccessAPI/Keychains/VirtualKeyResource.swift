import Access
import Basics
import JSONAPI

extension ResourceKinds {
    static let virtualKeys = ResourceKind<ResourceSource, Shown<VirtualKeyDetails>>(
        "virtual_keys", id: { "\($0.key.id)" },
        attributes: [
            ("name", { .string($0.key.name) }),
            ("qr_code_image_url", { .string($0.base + $0.image) }),
            ("email", { JSON($0.key.recipient.email) }),
            ("sms_number", { JSON($0.key.recipient.phone) }),
            ("used_at", { .time($0.key.usedAt) }),
            ("one_time_key_used_at", { .time($0.isOneTime ? $0.key.usedAt : nil) }),
            ("pin", { JSON($0.pin?.text) }),
            ("instructions_url", { .string($0.base + $0.page) }),
            ("sent_at", { .time($0.key.sentAt) }),
            ("synced_with_remote_lock", { _ in false }),
        ],
        relationships: [
            ("keychain", { .one(ResourceIdentifier("keychains", $0.key.keychain)) }),
            ("door_releases", { .many($0.releases.map { ResourceIdentifier("door_releases", $0) }) }),
            ("vehicle", { _ in .one(nil) }),
        ],
        find: { source, ids in
            try await source.rooms.keychains.keys(source.ids(ids), by: source.user).map(source.shown)
        })
}

extension KeyRecipient {
    fileprivate var email: String? {
        if case .email(let address) = self { address } else { nil }
    }

    fileprivate var phone: String? {
        if case .phone(let number) = self { number } else { nil }
    }
}
