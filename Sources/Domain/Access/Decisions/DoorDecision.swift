public import Basics

/// Whether a door opens for what somebody showed or typed.
public enum DoorDecision: Equatable, Sendable {
    case allow(Admission)
    case refuse(DoorRefusal)

    /// Decides from what is known, and from nothing else.
    ///
    /// Where several keys fit and open, the building's own code comes first, then tenants' codes, then keys that open more
    /// than once, then those that open once; among the like the oldest.
    public static func of(_ reading: DoorReading, at now: Instant, knowing known: DoorKnowledge) -> DoorDecision {
        guard known.panel.isEnabled else { return .refuse(.panelDisabled) }
        guard known.panel.building == known.building.id else { return .refuse(.wrongBuilding) }
        var search = KeySearch(now: now, known: known)
        switch reading {
        case .key(let code):
            search.tryKeys(code)
        case .pin(let code, let unit):
            search.tryBuilding(code)
            search.tryTenants(code, unit: unit)
            search.tryVirtualKeys(pin: code, unit: unit)
        case .qr(let token):
            guard known.building.qrKeysOpen else { return .refuse(.qrDisabled) }
            search.tryVirtualKeys(token: token)
        }
        return search.decision
    }
}

/// In whose name a door opens.
public struct Admission: Hashable, Sendable {
    public let by: Means
    /// Nil for the building's own code.
    public let unit: ID<Unit>?
    /// Nil where a unit, and nobody in particular, opens.
    public let tenant: ID<Tenant>?

    public enum Means: Hashable, Sendable {
        case key(ID<AccessKey>)
        case buildingPin
        case tenantPin
        /// - Parameter once: it has to be used up with this opening, which fails where somebody else did so first.
        case virtualKeyPin(ID<VirtualKey>, once: Bool)
        case qr(ID<VirtualKey>, once: Bool)
    }

    /// The word of the contract for how the door was opened.
    public var releaseMethod: String {
        switch by {
        case .key: "nfc"
        case .buildingPin, .tenantPin: "panel"
        case .virtualKeyPin: "virtual_key_pin"
        case .qr: "qr_key"
        }
    }

    /// The virtual key, and whether it has to be used up.
    var virtualKey: (key: ID<VirtualKey>, once: Bool)? {
        switch by {
        case .virtualKeyPin(let key, let once), .qr(let key, let once): (key, once)
        case .key, .buildingPin, .tenantPin: nil
        }
    }

    init(_ by: Means, unit: ID<Unit>? = nil, tenant: ID<Tenant>? = nil) {
        self.by = by
        self.unit = unit
        self.tenant = tenant
    }
}
