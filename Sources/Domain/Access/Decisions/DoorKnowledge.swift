import Basics

/// What is known when somebody stands before a door: enough to decide, whether of one reading or of all for a day.
public struct DoorKnowledge: Sendable {
    public let panel: PanelStanding
    public let building: BuildingStanding
    /// By id.
    let tenants: [TenantStanding]
    /// Of this panel.
    let keys: [KeyStanding]
    /// By id.
    let keychains: [KeychainStanding]
    /// By id.
    let virtualKeys: [VirtualKeyStanding]

    public init(
        panel: PanelStanding, building: BuildingStanding, tenants: [TenantStanding] = [], keys: [KeyStanding] = [],
        keychains: [KeychainStanding] = [], virtualKeys: [VirtualKeyStanding] = []
    ) {
        self.panel = panel
        self.building = building
        self.tenants = tenants.sorted { $0.id < $1.id }
        self.keys = keys.sorted { $0.id < $1.id }
        self.keychains = keychains.sorted { $0.id < $1.id }
        self.virtualKeys = virtualKeys.sorted { $0.id < $1.id }
    }

    func tenant(_ id: ID<Tenant>) -> TenantStanding? {
        DoorKnowledge.find(id, in: tenants, by: \.id)
    }

    func keychain(_ id: ID<Keychain>) -> KeychainStanding? {
        DoorKnowledge.find(id, in: keychains, by: \.id)
    }

    private static func find<Item, Key: Comparable>(_ key: Key, in items: [Item], by path: KeyPath<Item, Key>) -> Item?
    {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle][keyPath: path] < key { low = middle + 1 } else { high = middle }
        }
        return low < items.count && items[low][keyPath: path] == key ? items[low] : nil
    }
}
