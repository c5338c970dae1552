import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// `/v3/buildings`: for Building Admins; making one is for platform administrators.
struct BuildingEndpoints: Sendable {
    let desk: ResourceDesk

    init(desk: ResourceDesk) {
        self.desk = desk
    }

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/buildings", list),
            desk.route(.post, "/v3/buildings", create),
            desk.route(.get, "/v3/buildings/{building}", show),
            desk.route(.put, "/v3/buildings/{building}", update),
            desk.route(.patch, "/v3/buildings/{building}", update),
        ]
    }

    private let logos = ["panel_logo", "mobile_logo"]
    private static let rules = ListRules(sorts: ["name", "created_at=created"], includes: ["zones", "panels"])

    func list(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(BuildingEndpoints.rules)
        let page = try await call.rooms.buildings.page(
            try query.listRequest(ordered: true),
            order: query.order(["name": .name, "created_at": .createdAt]), by: call.user)
        return try await call.list(ResourceKinds.buildings, page.map(call.source.building), query)
    }

    func show(_ call: ResourceCall) async throws -> Response {
        let query = try call.query(BuildingEndpoints.rules)
        let building = try await call.rooms.buildings.get(call.id("building"), by: call.user)
        return try await call.show(ResourceKinds.buildings, call.source.building(building), query)
    }

    func create(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(BuildingEndpoints.rules)
        let (document, sent) = try await call.document(type: "buildings", pictures: logos)
        var edits = AttributeEdits<BuildingDraft>(document)
        let pin = edits.building()
        var pictures = sent
        for logo in logos { try pictures.read(logo, from: &edits.fields) }
        let organization = edits.fields.integer("organization_id").map { ID<Organization>($0) }
        let change = try edits.finish()
        var draft = BuildingDraft(name: "")
        change(&draft)
        let building = try await call.rooms.buildings.create(
            draft, doorReleasePin: pin, logos: try await changes(pictures), in: organization, by: call.user)
        return try await call.show(
            ResourceKinds.buildings, call.source.building(building), query, status: .created)
    }

    func update(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.roles.require(.buildingAdmin, of: call.user)
        let query = try call.query(BuildingEndpoints.rules)
        let (document, sent) = try await call.document(
            type: "buildings", id: .path("building"), pictures: logos)
        var edits = AttributeEdits<BuildingDraft>(document)
        let pin = edits.building()
        var pictures = sent
        for logo in logos { try pictures.read(logo, from: &edits.fields) }
        let change = try edits.finish()
        // Nobody has pictures worked on for a building that is not theirs.
        if !pictures.isEmpty { _ = try await call.rooms.buildings.get(call.id("building"), by: call.user) }
        let building = try await call.rooms.buildings.update(
            call.id("building"), doorReleasePin: pin, logos: try await changes(pictures), by: call.user, change)
        return try await call.show(ResourceKinds.buildings, call.source.building(building), query)
    }

    private func changes(_ pictures: SentPictures) async throws -> LogoChanges {
        LogoChanges(
            panel: try await pictures.change("panel_logo", by: desk.media),
            mobile: try await pictures.change("mobile_logo", by: desk.media))
    }
}

extension AttributeEdits<BuildingDraft> {
    /// All that may be set on a building; answers what is to become of its code.
    mutating func building() -> DoorReleasePinChange {
        text("name", \.name)
        text("time_zone", \.timeZone)
        text("building_type", \.type)
        word("display_name_strategy", \.displayNameStrategy)
        truth("send_panel_status_report", \.sendsPanelStatusReport)
        truth("qr_key_enabled", \.qrKeysOpen)
        truth("open_door_button_enabled", \.hasOpenDoorButton)
        text("in_unit_phone_number", \.inUnitPhoneNumber)
        text("address_1", \.address1)
        text("address_2", \.address2)
        text("city", \.city)
        text("state", \.state)
        text("zip_code", \.zipCode)
        text("country", \.country)
        text("phone_number", \.phoneNumber)
        guard fields.has("door_release_pin") else { return .keep }
        let code = fields.text("door_release_pin") ?? ""
        return code.isEmpty ? .remove : .set(code)
    }
}
