public import Basics
import Identity

/// What is asked for when a keychain is made.
public struct KeychainDraft: Sendable {
    public var name: String
    public var times: Times
    public var allowsUnitAccess: Bool
    /// Exactly one of tenant and unit.
    public var tenant: ID<Tenant>?
    public var unit: ID<Unit>?
    /// Empty: all doors.
    public var panels: [ID<Panel>]
    public var recipients: [RecipientDraft]

    public enum Times: Sendable {
        case custom(GivenTime, GivenTime)
        case oneTime(GivenTime, GivenTime)
        case recurring(Recurrence)

        var kind: KeychainKind {
            switch self {
            case .custom: .custom
            case .oneTime: .oneTime
            case .recurring: .recurring
            }
        }
    }

    public init(
        name: String, times: Times, allowsUnitAccess: Bool = false, tenant: ID<Tenant>? = nil, unit: ID<Unit>? = nil,
        panels: [ID<Panel>] = [], recipients: [RecipientDraft] = []
    ) {
        self.name = name
        self.times = times
        self.allowsUnitAccess = allowsUnitAccess
        self.tenant = tenant
        self.unit = unit
        self.panels = panels
        self.recipients = recipients
    }

    /// Its owner and its name, white space trimmed; throws all that is wrong.
    func validated() throws -> (owner: KeychainOwner, name: String) {
        let name = name.trimmed
        guard (1...200).contains(name.unicodeScalars.count), !name.hasControlCharacters else {
            throw Failure.invalid("name", code: "keychain.name", name.isEmpty ? "can't be blank" : "is not printable")
        }
        switch (tenant, unit) {
        case (let tenant?, nil): return (.tenant(tenant), name)
        case (nil, let unit?): return (.unit(unit), name)
        default:
            throw Failure(
                .invalid, code: "keychain.owner", "A keychain belongs to one tenant or to one unit. Name one of them.",
                fields: [
                    ("", ["must have an associated unit or tenant"]),
                    ("unit", ["must have an associated unit"]), ("tenant", ["must have an associated tenant"]),
                ])
        }
    }
}

/// Somebody to whom a virtual key is to be sent.
public struct RecipientDraft: Sendable {
    /// Nil: the address.
    public var name: String?
    public var address: String

    public init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }

    func validated() throws -> (name: String, recipient: KeyRecipient) {
        guard let recipient = KeyRecipient(address) else {
            throw Failure.invalid(
                "recipients", code: "virtual-key.recipient", "must be e-mail addresses or phone numbers")
        }
        let name = (name ?? address).trimmed
        guard (1...254).contains(name.unicodeScalars.count), !name.hasControlCharacters else {
            throw Failure.invalid("recipients", code: "virtual-key.name", "must have printable names")
        }
        return (name, recipient)
    }
}
