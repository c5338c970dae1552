public import Basics
public import TimeZones

/// The panel that asks.
public struct PanelStanding: Sendable {
    public var id: ID<Panel>
    public var building: ID<Building>
    /// In service and switched on.
    public var isEnabled: Bool
    /// Whether keys open that nobody is known to carry.
    public var opensByKey: Bool
    /// Whether codes open that a unit, and no tenant, gave away.
    public var opensByCode: Bool

    public init(
        id: ID<Panel>, building: ID<Building>, isEnabled: Bool = true, opensByKey: Bool = true, opensByCode: Bool = true
    ) {
        self.id = id
        self.building = building
        self.isEnabled = isEnabled
        self.opensByKey = opensByKey
        self.opensByCode = opensByCode
    }
}

/// The building whose doors these are.
public struct BuildingStanding: Sendable {
    public var id: ID<Building>
    public var zone: ZoneRules
    public var qrKeysOpen: Bool
    /// Opens every door of the building.
    public var doorReleasePin: CredentialHash?

    public init(
        id: ID<Building>, zone: ZoneRules, qrKeysOpen: Bool = true, doorReleasePin: CredentialHash? = nil
    ) {
        self.id = id
        self.zone = zone
        self.qrKeysOpen = qrKeysOpen
        self.doorReleasePin = doorReleasePin
    }
}

/// A tenant, with what holds for them at this panel.
public struct TenantStanding: Sendable {
    public var id: ID<Tenant>
    public var unit: ID<Unit>
    public var movedOutAt: Instant?
    /// Whether the panel is one of their doors.
    public var isAtPanel: Bool
    public var opensByKey: Bool
    public var opensByCode: Bool
    public var pin: CredentialHash?
    /// A code of four digits, which counts only together with the unit.
    public var pinNeedsUnit: Bool

    public init(
        id: ID<Tenant>, unit: ID<Unit>, movedOutAt: Instant? = nil, isAtPanel: Bool = true, opensByKey: Bool = true,
        opensByCode: Bool = true, pin: CredentialHash? = nil, pinNeedsUnit: Bool = false
    ) {
        self.id = id
        self.unit = unit
        self.movedOutAt = movedOutAt
        self.isAtPanel = isAtPanel
        self.opensByKey = opensByKey
        self.opensByCode = opensByCode
        self.pin = pin
        self.pinNeedsUnit = pinNeedsUnit
    }
}

/// An RFID key of this panel.
public struct KeyStanding: Sendable {
    public var id: ID<AccessKey>
    public var code: KeyCode
    public var unit: ID<Unit>
    /// Who carries it; nil where nobody is known to.
    public var tenant: ID<Tenant>?

    public init(id: ID<AccessKey>, code: KeyCode, unit: ID<Unit>, tenant: ID<Tenant>? = nil) {
        self.id = id
        self.code = code
        self.unit = unit
        self.tenant = tenant
    }
}

/// A keychain of the building.
public struct KeychainStanding: Sendable {
    public var id: ID<Keychain>
    public var owner: Owner
    public var isOneTime: Bool
    public var window: KeychainWindow
    /// Empty: all doors of its owner.
    public var panels: [ID<Panel>]

    public enum Owner: Sendable {
        case tenant(ID<Tenant>)
        case unit(ID<Unit>, isAtPanel: Bool)
    }

    public init(
        id: ID<Keychain>, owner: Owner, isOneTime: Bool = false, window: KeychainWindow, panels: [ID<Panel>] = []
    ) {
        self.id = id
        self.owner = owner
        self.isOneTime = isOneTime
        self.window = window
        self.panels = panels
    }
}

/// A virtual key of one of the keychains.
public struct VirtualKeyStanding: Sendable {
    public var id: ID<VirtualKey>
    public var keychain: ID<Keychain>
    public var pin: CredentialHash?
    public var token: CredentialHash
    public var usedAt: Instant?
    public var revokedAt: Instant?

    public init(
        id: ID<VirtualKey>, keychain: ID<Keychain>, pin: CredentialHash? = nil, token: CredentialHash,
        usedAt: Instant? = nil, revokedAt: Instant? = nil
    ) {
        self.id = id
        self.keychain = keychain
        self.pin = pin
        self.token = token
        self.usedAt = usedAt
        self.revokedAt = revokedAt
    }
}
