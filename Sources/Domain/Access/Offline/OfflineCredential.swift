import Basics

/// Something that opens a panel's door for a while, as the panel keeps it.
struct OfflineCredential {
    /// By which the panel names it when it tells of an opening.
    let id: CredentialID
    let reading: Reading
    /// What was shown, hashed with the panel's own key.
    let hash: CredentialHash
    /// Nil: whatever unit is typed.
    let unit: String?
    /// Whether it opens only where the unit is typed too.
    let needsUnit: Bool
    let name: String?
    /// Whether its first use is its last.
    let isOneTime: Bool
    let openings: [KeychainWindow.Opening]

    enum Reading: String {
        case key, pin, qr
    }

    var json: JSON {
        [
            "id": .string(id.text), "reading": .string(reading.rawValue), "hash": .string(hash.hex),
            "unit": JSON(unit), "needs_unit": .boolean(needsUnit), "name": JSON(name), "once": .boolean(isOneTime),
            "release_method": .string(id.releaseMethod(reading)),
            "opens": .array(openings.map { ["from": JSON($0.from), "until": JSON($0.until)] }),
        ]
    }
}

/// What a panel calls a credential that it was given.
enum CredentialID: Hashable {
    case building
    case tenant(ID<Tenant>)
    case key(ID<AccessKey>)
    case virtualKey(ID<VirtualKey>)

    /// Reads `building`, `tenant/5`, `key/7` or `virtual_key/9`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("building", 1): self = .building
        case ("tenant", 2):
            guard let id = ID<Tenant>(parts[1]) else { return nil }
            self = .tenant(id)
        case ("key", 2):
            guard let id = ID<AccessKey>(parts[1]) else { return nil }
            self = .key(id)
        case ("virtual_key", 2):
            guard let id = ID<VirtualKey>(parts[1]) else { return nil }
            self = .virtualKey(id)
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .building: "building"
        case .tenant(let id): "tenant/\(id)"
        case .key(let id): "key/\(id)"
        case .virtualKey(let id): "virtual_key/\(id)"
        }
    }

    /// As `Admission` says it of an opening that was asked for.
    func releaseMethod(_ reading: OfflineCredential.Reading) -> String {
        switch (self, reading) {
        case (.key, _): "nfc"
        case (.building, _), (.tenant, _): "panel"
        case (.virtualKey, .qr): "qr_key"
        case (.virtualKey, _): "virtual_key_pin"
        }
    }
}
