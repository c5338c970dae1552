import Identity

/// What turns a stored roster into a wanted one, row by row; pure.
struct RosterDifference {
    private(set) var changes = RosterChanges()

    /// Places in the wanted roster.
    private(set) var unitsToAdd: [Int] = []
    private(set) var keysToAdd: [Int] = []
    private(set) var residentsToAdd: [Int] = []
    /// Places in the stored roster, with the wanted one's.
    private(set) var unitsToChange: [(stored: Int, wanted: Int)] = []
    private(set) var keysToChange: [(stored: Int, wanted: Int)] = []
    private(set) var residentsToChange: [(stored: Int, wanted: Int)] = []
    /// Places in the stored roster.
    private(set) var unitsToRemove: [Int] = []
    private(set) var keysToRemove: [Int] = []
    private(set) var residentsToRemove: [Int] = []

    init(from stored: StoredRoster, to wanted: Roster) {
        compareUnits(stored.roster, wanted)
        compareKeys(stored.roster, wanted)
        compareResidents(stored, wanted)
    }

    private mutating func compareUnits(_ stored: Roster, _ wanted: Roster) {
        var left = Dictionary(stored.units.enumerated().map { ($1.label, $0) }, uniquingKeysWith: { first, _ in first })
        for (place, unit) in wanted.units.enumerated() {
            guard let old = left.removeValue(forKey: unit.label) else {
                unitsToAdd.append(place)
                continue
            }
            if stored.units[old] == unit {
                changes.units.unchanged += 1
            } else {
                unitsToChange.append((old, place))
            }
        }
        unitsToRemove = left.values.sorted()
        changes.units.added = unitsToAdd.count
        changes.units.changed = unitsToChange.count
        changes.units.removed = unitsToRemove.count
    }

    /// A key in another apartment is one removed and one added.
    private mutating func compareKeys(_ stored: Roster, _ wanted: Roster) {
        var left = Dictionary(stored.keys.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        for (place, key) in wanted.keys.enumerated() {
            guard let old = left[key.code], stored.units[stored.keys[old].unit].label == wanted.units[key.unit].label
            else {
                keysToAdd.append(place)
                continue
            }
            left[key.code] = nil
            if stored.keys[old].login == key.login {
                changes.keys.unchanged += 1
            } else {
                keysToChange.append((old, place))
            }
        }
        keysToRemove = left.values.sorted()
        changes.keys.added = keysToAdd.count
        changes.keys.changed = keysToChange.count
        changes.keys.removed = keysToRemove.count
    }

    private mutating func compareResidents(_ stored: StoredRoster, _ wanted: Roster) {
        var left: [Tie: Int] = [:]
        for (place, resident) in stored.roster.residents.enumerated() {
            left[Tie(unit: stored.roster.units[resident.unit].label, login: resident.login)] = place
        }
        for (place, resident) in wanted.residents.enumerated() {
            guard
                let old = left.removeValue(
                    forKey: Tie(unit: wanted.units[resident.unit].label, login: resident.login))
            else {
                residentsToAdd.append(place)
                continue
            }
            if stored.roster.residents[old].flags == resident.flags, !stored.renames(old, to: resident.name) {
                changes.tenants.unchanged += 1
            } else {
                residentsToChange.append((old, place))
            }
        }
        residentsToRemove = left.values.sorted()
        changes.tenants.added = residentsToAdd.count
        changes.tenants.changed = residentsToChange.count
        changes.tenants.removed = residentsToRemove.count
    }

    private struct Tie: Hashable {
        let unit: String
        let login: Login
    }
}

extension StoredRoster {
    /// Whether a name in a roster changes the account's: it fills an empty one, and replaces one only where the panel's
    /// organization made the account.
    func renames(_ place: Int, to name: String?) -> Bool {
        guard let name, roster.residents[place].name != name else { return false }
        return roster.residents[place].name == nil || tenants[place].userCreatedBy == panel.organization
    }
}

extension StoredRoster {
    /// What replacing this by another roster would change.
    public func changes(to wanted: Roster) -> RosterChanges {
        RosterDifference(from: self, to: wanted).changes
    }
}
