/// What somebody is at a place of a building.
public enum AccessRole: String, CaseIterable, Sendable {
    case tenant
    case unitAdmin = "unit_admin"
    case zoneAdmin = "zone_admin"
    case buildingAdmin = "building_admin"
}
