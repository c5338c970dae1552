import Access
import Basics
import JSONAPI

extension ResourceKinds {
    /// Buildings. Those who only live there are not shown its code.
    static let buildings = ResourceKind<ResourceSource, BuildingView>(
        "buildings", id: { $0.id.description },
        attributes: [
            ("guid", { .string($0.guid) }),
            ("name", { .string($0.details.name) }),
            ("time_zone", { .string($0.details.timeZone) }),
            ("building_type", { JSON($0.details.type) }),
            ("display_name_strategy", { .string($0.details.displayNameStrategy.rawValue) }),
            (
                "send_panel_status_report",
                { building in building.administration.map { _ in .boolean(building.details.sendsPanelStatusReport) } }
            ),
            ("qr_key_enabled", { .boolean($0.details.qrKeysOpen) }),
            ("open_door_button_enabled", { .boolean($0.details.hasOpenDoorButton) }),
            ("door_release_pin", { $0.administration.map { JSON($0.doorReleasePin) } }),
            ("in_unit_phone_number", { JSON($0.details.inUnitPhoneNumber) }),
            ("address_1", { $0.details.address1.isEmpty ? .null : .string($0.details.address1) }),
            ("address_2", { JSON($0.details.address2) }),
            ("city", { JSON($0.details.city) }),
            ("state", { JSON($0.details.state) }),
            ("zip_code", { JSON($0.details.zipCode) }),
            ("country", { JSON($0.details.country) }),
            ("phone_number", { JSON($0.details.phoneNumber) }),
            ("panel_logo_url", { $0.panelLogoLink.whole }),
            ("mobile_logo_url", { $0.mobileLogoLink.whole }),
            ("created_at", { .time($0.createdAt) }),
            ("updated_at", { .time($0.updatedAt) }),
        ],
        relationships: [
            (
                "zones",
                { building in
                    building.administration.map { _ in .many(building.zones.map { ResourceIdentifier("zones", $0) }) }
                }
            ),
            (
                "panels",
                { building in
                    building.administration.map { _ in .many(building.panels.map { ResourceIdentifier("panels", $0) }) }
                }
            ),
        ],
        find: { source, ids in
            try await source.rooms.buildings.find(source.ids(ids), by: source.user).map(source.building)
        })
}

/// A building, and the links to its logos.
@dynamicMemberLookup
struct BuildingView: Sendable {
    let building: Building
    let panelLogoLink: MediumLink?
    let mobileLogoLink: MediumLink?

    subscript<Value>(dynamicMember path: KeyPath<Building, Value>) -> Value { building[keyPath: path] }
}

extension ResourceSource {
    func building(_ building: Building) -> BuildingView {
        BuildingView(
            building: building, panelLogoLink: links.link(building.panelLogo),
            mobileLogoLink: links.link(building.mobileLogo))
    }
}
