import Basics
import Identity
import Storage

extension BuildingTable {
    /// - Parameter administers: whether its code may be read.
    static func load(
        _ ids: [ID<Building>], _ secrets: AccessSecrets, in tx: any Transaction,
        administers: (ID<Building>, ID<Organization>) -> Bool
    ) throws -> [Building] {
        let values = ids.map(\.sqlValue)
        var zones: [ID<Building>: [ID<Zone>]] = [:]
        for row in try tx.fetchRows("SELECT id, building_id FROM zone WHERE building_id IN", in: values, "ORDER BY id")
        {
            zones[try row.id("building_id"), default: []].append(try row.id("id"))
        }
        var panels: [ID<Building>: [ID<Panel>]] = [:]
        let found = try tx.fetchRows(
            "SELECT id, building_id FROM panel WHERE building_id IN", in: values, "AND revoked_at IS NULL ORDER BY id")
        for row in found { panels[try row.id("building_id"), default: []].append(try row.id("id")) }
        return try tx.fetchRows("SELECT * FROM building WHERE id IN", in: values).map { row in
            let id: ID<Building> = try row.id("id")
            let organization: ID<Organization> = try row.id("organization_id")
            var administration: Building.Administration?
            if administers(id, organization) {
                let pins = DoorReleasePinTable(building: id, secrets: secrets, tx: tx)
                administration = Building.Administration(
                    // One that was kept with another secret cannot be read; it can be set anew.
                    doorReleasePin: try row.optional("door_release_pin_sealed", row.blob).flatMap { try? pins.open($0) }
                )
            }
            return Building(
                id: id, organization: organization, guid: secrets.guid(of: "building \(id)"),
                details: try details(row), zones: zones[id] ?? [], panels: panels[id] ?? [],
                panelLogo: try logo(.panelLogo, "panel_logo", of: id, row),
                mobileLogo: try logo(.mobileLogo, "mobile_logo", of: id, row),
                administration: administration, createdAt: try row.instant("created_at"),
                updatedAt: try row.instant("updated_at"))
        }
    }

    static func update(
        _ id: ID<Building>, to draft: BuildingDraft, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE building SET name = \(draft.name), time_zone = \(draft.timeZone), building_type = \(draft.type),
                display_name_strategy = \(draft.displayNameStrategy.rawValue),
                send_panel_status_report = \(draft.sendsPanelStatusReport), qr_key_enabled = \(draft.qrKeysOpen),
                open_door_button_enabled = \(draft.hasOpenDoorButton),
                in_unit_phone_number = \(draft.inUnitPhoneNumber), address = \(draft.address1),
                address_2 = \(draft.address2), city = \(draft.city), state = \(draft.state),
                zip_code = \(draft.zipCode), country = \(draft.country), phone_number = \(draft.phoneNumber),
                updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func change(_ logos: LogoChanges, of id: ID<Building>, in tx: any Transaction) throws {
        try logos.panel.apply { try tx.execute("UPDATE building SET panel_logo = \($0) WHERE id = \(id)") }
        try logos.mobile.apply { try tx.execute("UPDATE building SET mobile_logo = \($0) WHERE id = \(id)") }
    }

    private static func logo(
        _ kind: Medium.Kind, _ column: String, of building: ID<Building>, _ row: Row
    ) throws -> Medium? {
        try row.optional(column, row.digest).map { Medium(kind: kind, owner: building.number, digest: $0) }
    }

    private static func details(_ row: Row) throws -> BuildingDraft {
        var details = BuildingDraft(name: try row.text("name"), timeZone: try row.text("time_zone"))
        details.type = try row.optional("building_type", row.text)
        details.displayNameStrategy =
            DisplayNameStrategy(rawValue: try row.text("display_name_strategy")) ?? .firstNameAndLastName
        details.sendsPanelStatusReport = try row.boolean("send_panel_status_report")
        details.qrKeysOpen = try row.boolean("qr_key_enabled")
        details.hasOpenDoorButton = try row.boolean("open_door_button_enabled")
        details.inUnitPhoneNumber = try row.optional("in_unit_phone_number", row.text)
        details.address1 = try row.text("address")
        details.address2 = try row.optional("address_2", row.text)
        details.city = try row.optional("city", row.text)
        details.state = try row.optional("state", row.text)
        details.zipCode = try row.optional("zip_code", row.text)
        details.country = try row.optional("country", row.text)
        details.phoneNumber = try row.optional("phone_number", row.text)
        return details
    }
}
