import Basics

/// Tries what fits a reading until something opens, and keeps the best reason why nothing does.
struct KeySearch {
    let now: Instant
    let known: DoorKnowledge

    private var admission: Admission?
    /// A key that opens once, which is spent only where nothing else opens.
    private var spare: Admission?
    private var refusal = DoorRefusal.unknown

    init(now: Instant, known: DoorKnowledge) {
        self.now = now
        self.known = known
    }

    var decision: DoorDecision {
        (admission ?? spare).map { .allow($0) } ?? .refuse(refusal)
    }

    mutating func tryBuilding(_ code: CredentialHash) {
        if known.building.doorReleasePin == code { admission = Admission(.buildingPin) }
    }

    mutating func tryKeys(_ code: KeyCode) {
        for key in known.keys where key.code == code {
            if let refusal = refusal(of: key) {
                note(refusal)
            } else {
                admission = Admission(.key(key.id), unit: key.unit, tenant: key.tenant)
                return
            }
        }
    }

    mutating func tryTenants(_ code: CredentialHash, unit: ID<Unit>?) {
        guard admission == nil else { return }
        for tenant in known.tenants where tenant.pin == code {
            guard unit == nil ? !tenant.pinNeedsUnit : tenant.unit == unit else { continue }
            if let refusal = refusal(of: tenant, allowed: tenant.opensByCode) {
                note(refusal)
            } else {
                admission = Admission(.tenantPin, unit: tenant.unit, tenant: tenant.id)
                return
            }
        }
    }

    mutating func tryVirtualKeys(pin code: CredentialHash, unit: ID<Unit>?) {
        guard admission == nil else { return }
        for key in known.virtualKeys where key.pin == code {
            if tryVirtualKey(key, unit: unit, isCode: true) { return }
        }
    }

    mutating func tryVirtualKeys(token: CredentialHash) {
        for key in known.virtualKeys where key.token == token {
            if tryVirtualKey(key, unit: nil, isCode: false) { return }
        }
    }

    /// Whether the search is over.
    private mutating func tryVirtualKey(_ key: VirtualKeyStanding, unit: ID<Unit>?, isCode: Bool) -> Bool {
        guard let keychain = known.keychain(key.keychain) else {
            note(.revoked)
            return false
        }
        let owner = Owner(keychain.owner, known)
        if let unit, owner.unit != unit { return false }
        if let refusal = refusal(of: key, keychain, owner, isCode: isCode) {
            note(refusal)
            return false
        }
        let once = keychain.isOneTime
        let found = Admission(
            isCode ? .virtualKeyPin(key.id, once: once) : .qr(key.id, once: once), unit: owner.unit,
            tenant: owner.tenant?.id)
        if once {
            spare = spare ?? found
        } else {
            admission = found
        }
        return !once
    }

    private func refusal(of key: KeyStanding) -> DoorRefusal? {
        guard let id = key.tenant else { return known.panel.opensByKey ? nil : .notAllowed }
        guard let tenant = known.tenant(id), tenant.unit == key.unit else { return .movedOut }
        return refusal(of: tenant, allowed: tenant.opensByKey)
    }

    private func refusal(of tenant: TenantStanding, allowed: Bool) -> DoorRefusal? {
        if let movedOutAt = tenant.movedOutAt, movedOutAt <= now { return .movedOut }
        guard tenant.isAtPanel else { return .wrongDoor }
        return allowed ? nil : .notAllowed
    }

    private func refusal(
        of key: VirtualKeyStanding, _ keychain: KeychainStanding, _ owner: Owner, isCode: Bool
    ) -> DoorRefusal? {
        if let revokedAt = key.revokedAt, revokedAt <= now { return .revoked }
        if let refusal = owner.refusal(at: now) { return refusal }
        guard keychain.panels.isEmpty || keychain.panels.contains(known.panel.id) else { return .wrongDoor }
        guard !isCode || owner.opensByCode(known.panel) else { return .notAllowed }
        switch keychain.window.phase(at: now) {
        case .ahead: return .upcoming
        case .over: return .expired
        case .running: break
        }
        if keychain.isOneTime, key.usedAt != nil { return .used }
        return keychain.window.isOpen(at: now, in: known.building.zone) ? nil : .outsideHours
    }

    private mutating func note(_ other: DoorRefusal) {
        refusal = max(refusal, other)
    }
}

/// In whose name a keychain opens, as it stands now.
private enum Owner {
    case tenant(TenantStanding)
    case unit(ID<Unit>, isAtPanel: Bool)
    /// The tenancy is no more.
    case gone

    init(_ owner: KeychainStanding.Owner, _ known: DoorKnowledge) {
        switch owner {
        case .tenant(let id): self = known.tenant(id).map { .tenant($0) } ?? .gone
        case .unit(let id, let isAtPanel): self = .unit(id, isAtPanel: isAtPanel)
        }
    }

    var tenant: TenantStanding? {
        if case .tenant(let tenant) = self { tenant } else { nil }
    }

    var unit: ID<Unit>? {
        switch self {
        case .tenant(let tenant): tenant.unit
        case .unit(let unit, _): unit
        case .gone: nil
        }
    }

    func refusal(at now: Instant) -> DoorRefusal? {
        switch self {
        case .tenant(let tenant):
            if let movedOutAt = tenant.movedOutAt, movedOutAt <= now { return .movedOut }
            return tenant.isAtPanel ? nil : .wrongDoor
        case .unit(_, let isAtPanel): return isAtPanel ? nil : .wrongDoor
        case .gone: return .movedOut
        }
    }

    func opensByCode(_ panel: PanelStanding) -> Bool {
        tenant.map(\.opensByCode) ?? panel.opensByCode
    }
}
