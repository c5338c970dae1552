public import Basics
public import Storage
public import TimeZones

/// Every room of the doors over one database.
public struct AccessRooms: Sendable {
    public let buildings: Buildings
    public let zones: Zones
    public let units: Units
    public let tenants: Tenants
    public let panels: BuildingPanels
    public let roles: Roles
    public let people: People
    public let pins: Pins
    public let keychains: Keychains
    public let calls: Calls
    public let messages: Messages
    public let integrations: Integrations
    public let releases: DoorReleases
    public let decisions: DoorDecisions
    public let keyPages: KeyPages
    public let panelTokens: PanelTokens
    public let commands: PanelCommands
    public let offlineCredentials: OfflineCredentials
    public let offlineReleases: OfflineReleases
    public let trail: AccessTrail
    public let openings: AppOpenings
    public let callTokens: CallTokens
    public let media: Media

    /// - Parameters:
    ///   - twilio: who carries the video of calls; nil: the server itself says who may join.
    ///   - pictureLink: the link to a picture that webhooks are told of, made at this moment.
    ///   - wakeWorkers: called after something was promised to be sent.
    ///   - wakeRelay: rings the relays of the outbox, after a commit of what panels and tenants are to hear.
    public init(
        storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase, twilio: TwilioKeys? = nil,
        pictureLink: @escaping @Sendable (Medium, Instant) -> String? = { _, _ in nil },
        wakeWorkers: @escaping @Sendable () -> Void = {}, wakeRelay: @escaping @Sendable () -> Void = {}
    ) {
        buildings = Buildings(storage: storage, secrets: secrets, zones: zones)
        self.zones = Zones(storage: storage)
        units = Units(storage: storage)
        tenants = Tenants(storage: storage)
        panels = BuildingPanels(storage: storage)
        roles = Roles(storage: storage)
        people = People(storage: storage)
        pins = Pins(storage: storage, secrets: secrets)
        keychains = Keychains(storage: storage, secrets: secrets, zones: zones, wakeWorkers: wakeWorkers)
        callTokens = CallTokens(twilio, secrets: secrets)
        calls = Calls(
            storage: storage, telling: CallTelling(provider: callTokens.provider, link: pictureLink),
            wakeWorkers: wakeWorkers)
        messages = Messages(storage: storage)
        integrations = Integrations(storage: storage, secrets: secrets)
        releases = DoorReleases(storage: storage)
        decisions = DoorDecisions(storage: storage, secrets: secrets, zones: zones, wakeWorkers: wakeWorkers)
        keyPages = KeyPages(storage: storage, secrets: secrets, zones: zones)
        panelTokens = PanelTokens(storage: storage)
        commands = PanelCommands(storage: storage, wake: wakeRelay)
        offlineCredentials = OfflineCredentials(storage: storage, secrets: secrets, zones: zones)
        offlineReleases = OfflineReleases(storage: storage, wakeWorkers: wakeWorkers)
        trail = AccessTrail(storage: storage)
        openings = AppOpenings(
            storage: storage,
            wake: {
                wakeRelay()
                wakeWorkers()
            })
        media = Media(storage: storage)
    }
}
