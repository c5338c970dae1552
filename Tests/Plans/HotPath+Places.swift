import Access
import Basics
import Identity
import TimeZones

extension HotPath {
    /// What apps ask of `/v3`, by somebody who lives in unit 7000 and administers its building.
    static let places = [
        HotPath("an app shows its user, with everything that is theirs") { house in
            let rooms = AccessRooms(house)
            let me = try await rooms.people.me(user)
            let tenants = try await rooms.tenants.find(me.places?.tenants ?? [], by: user)
            _ = try await rooms.units.find(tenants.map(\.unit), by: user)
            _ = try await rooms.zones.find(tenants.map(\.zone), by: user)
            _ = try await rooms.buildings.find(tenants.map(\.building), by: user)
            _ = try await rooms.panels.find(tenants.flatMap(\.panels), by: user)
            _ = try await rooms.people.find([user, ID(7001)], by: user)
            _ = try await rooms.people.update(user, avatar: .set(Digest(of: "a"))) { $0.phoneNumber = "+4520123456" }
        },
        HotPath("a Building Admin looks through what is there") { house in
            let rooms = AccessRooms(house)
            for request in [ListRequest(.number(1)), ListRequest(.after(["7"]))] {
                _ = try await rooms.buildings.page(request, by: user)
                _ = try await rooms.zones.page(request, by: user)
                _ = try await rooms.units.page(request, by: user)
                _ = try await rooms.tenants.page(request, by: user)
                _ = try await rooms.panels.page(request, by: user)
                _ = try await rooms.roles.page(request, by: user)
                _ = try await rooms.units.page(request, building: ID(7000), zone: ID(7000), by: user)
                _ = try await rooms.tenants.page(request, building: ID(7000), unit: ID(7000), by: user)
            }
        },
        HotPath("a Building Admin changes what is there") { house in
            let rooms = AccessRooms(house)
            let building = ID<Building>(7000)
            let logos = LogoChanges(panel: .set(Digest(of: "a")), mobile: .set(Digest(of: "b")))
            _ = try await rooms.buildings.update(building, doorReleasePin: .set("90217"), logos: logos, by: user) {
                $0.city = "Oslo"
            }
            let zone = try await rooms.zones.create(ZoneDraft(name: "Wing"), in: building, by: user)
            _ = try await rooms.zones.update(zone.id, by: user) { $0.type = "wing" }
            let unit = try await rooms.units.create(UnitDraft(label: "new"), in: zone.id, by: user)
            _ = try await rooms.units.update(unit.id, zone: nil, by: user) { $0.label = "newer" }
            let tenant = try await rooms.tenants.create(TenantDraft(login: "new@example.org"), in: unit.id, by: user)
            _ = try await rooms.tenants.update(tenant.id, by: user) { $0.firstName = "New" }
            let panel = try await rooms.panels.create(name: "Gate", in: building, by: user).panel
            _ = try await rooms.panels.update(panel.id, name: "Gates", isEnabled: false, by: user)
            _ = try await rooms.panels.renewToken(of: panel.id, by: user)
            let role = try await rooms.roles.create(
                RoleDraft(role: "unit_admin", user: tenant.profile.user, unit: unit.id), by: user)
            _ = try await rooms.roles.get(role.id, by: user)
            try await rooms.roles.delete(role.id, by: user)
            try await rooms.panels.delete(panel.id, by: user)
            try await rooms.tenants.delete(tenant.id, by: user)
            try await rooms.units.delete(unit.id, by: user)
            try await rooms.zones.delete(zone.id, by: user)
        },
    ]

    private static let user = ID<User>(7000)
}

extension AccessRooms {
    fileprivate init(_ house: House) {
        self.init(
            storage: house.storage, secrets: AccessSecrets(installation: Secret("the secret of this installation")),
            zones: ZoneDatabase())
    }
}
