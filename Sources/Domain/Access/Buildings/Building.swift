public import Basics
public import Identity

/// A house with its panels and units.
public struct Building: Sendable {
    public let id: ID<Building>
    public let organization: ID<Organization>
    /// A UUID (RFC 9562) that is the building's everywhere.
    public let guid: String
    public let details: BuildingDraft
    public let zones: [ID<Zone>]
    public let panels: [ID<Panel>]
    /// For panels at the doors.
    public let panelLogo: Medium?
    /// For apps.
    public let mobileLogo: Medium?
    /// What only those see who administer it; nil for everybody else.
    public let administration: Administration?
    public let createdAt: Instant
    public let updatedAt: Instant

    public struct Administration: Sendable {
        /// Opens every door.
        public let doorReleasePin: String?
    }
}
