import JSONAPI

/// Every kind of resource of `/v3`; each is declared in a file of its room.
enum ResourceKinds {
    /// Those that may be included.
    static let catalogue = ResourceCatalogue<ResourceSource>([
        users.entry, tenants.entry, units.entry, zones.entry, buildings.entry, panels.entry,
        keychains.entry, virtualKeys.entry, doorReleases.entry, calls.entry,
    ])
}
