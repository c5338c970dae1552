import Access
import Basics
import TimeZones

extension World {
    /// The same for the house.
    func knowledge(_ zone: ZoneRules) throws -> DoorKnowledge {
        let building = ID<Building>(2)
        return DoorKnowledge(
            panel: PanelStanding(
                id: ID(Int64(World.thisPanel)), building: panelIsOfBuilding ? building : ID(3),
                isEnabled: panelIsEnabled, opensByKey: panelOpensByKey, opensByCode: panelOpensByCode),
            building: BuildingStanding(
                id: building, zone: zone, qrKeysOpen: qrOpens, doorReleasePin: buildingPin.map(World.hash)),
            tenants: tenants.map { tenant in
                TenantStanding(
                    id: ID(Int64(tenant.id)), unit: ID(Int64(tenant.unit)),
                    movedOutAt: tenant.movedOut.map(Instant.init(microseconds:)), isAtPanel: tenant.isAtPanel,
                    opensByKey: tenant.opensByKey, opensByCode: tenant.opensByCode, pin: tenant.pin.map(World.hash),
                    pinNeedsUnit: tenant.pinNeedsUnit)
            },
            keys: try keys.map { key in
                KeyStanding(
                    id: ID(Int64(key.id)), code: try World.code(key.code), unit: ID(Int64(key.unit)),
                    tenant: key.tenant.map { ID(Int64($0)) })
            },
            keychains: try chains.map { chain in
                KeychainStanding(
                    id: ID(Int64(chain.id)),
                    owner: chain.tenant.map { .tenant(ID(Int64($0))) }
                        ?? .unit(ID(Int64(chain.unit)), isAtPanel: chain.unitIsAtPanel),
                    isOneTime: chain.isOneTime, window: try World.window(chain.window, zone),
                    panels: chain.panels.map { ID(Int64($0)) })
            },
            virtualKeys: virtualKeys.map { key in
                VirtualKeyStanding(
                    id: ID(Int64(key.id)), keychain: ID(Int64(key.chain)), pin: key.pin.map(World.hash),
                    token: World.hash(key.token), usedAt: key.isUsed ? Instant(microseconds: 0) : nil,
                    revokedAt: key.revoked.map(Instant.init(microseconds:)))
            })
    }

    func houseReading() throws -> DoorReading {
        switch reading {
        case .key(let code): .key(try World.code(code))
        case .pin(let pin, let unit): .pin(World.hash(pin), unit: unit.map { ID(Int64($0)) })
        case .qr(let token): .qr(World.hash(token))
        }
    }

    static func window(_ window: Window, _ zone: ZoneRules) throws -> KeychainWindow {
        switch window {
        case .between(let start, let end):
            try KeychainWindow(from: Instant(microseconds: start), until: Instant(microseconds: end))
        case .weekly(let first, let last, let days, let from, let to):
            KeychainWindow(
                try Recurrence(
                    weekdays: Weekdays(words: days) ?? [],
                    dates: CivilDate(daysSince1970: first), CivilDate(daysSince1970: last),
                    hours: ClockTime(minute: from) ?? .init(LocalTime(seconds: 0)),
                    ClockTime(minute: to) ?? .init(LocalTime(seconds: 0))), in: zone)
        }
    }

    private static func code(_ text: String) throws -> KeyCode {
        guard let code = KeyCode(text) else { throw NoCode() }
        return code
    }

    private static func hash(_ text: String) -> CredentialHash {
        CredentialHash(high: 7, low: text.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    }

    private struct NoCode: Error {}
}

extension DoorDecision {
    /// In the model's words.
    var words: String {
        switch self {
        case .refuse(let refusal): refusal.word
        case .allow(let admission):
            switch admission.by {
            case .key(let id): "key \(id)"
            case .buildingPin: "building"
            case .tenantPin: "tenant \(admission.tenant?.description ?? "?")"
            case .virtualKeyPin(let id, let once): "pin \(id)\(once ? " once" : "")"
            case .qr(let id, let once): "qr \(id)\(once ? " once" : "")"
            }
        }
    }
}
