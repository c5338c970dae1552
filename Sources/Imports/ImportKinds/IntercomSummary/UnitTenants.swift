import Access
import Identity

/// Finds a tenant of a unit by the login.
///
/// A unit has few tenants as a rule, and they are looked at one after another; from the 17th on a dictionary knows them.
struct UnitTenants {
    private static let few = 16

    private struct Unit {
        var last = -1
        var count = 0
    }

    private struct Tie: Hashable {
        let unit: Int
        let login: Login
    }

    private var units: [Unit] = []
    /// Resident to the one before of the same unit, or -1.
    private var before: [Int] = []
    private var crowds: [Tie: Int] = [:]

    mutating func addUnit() { units.append(Unit()) }

    /// The place of the resident who has this login in the unit.
    func place(of login: Login, in unit: Int, _ residents: [Roster.Resident]) -> Int? {
        guard units[unit].count <= Self.few else { return crowds[Tie(unit: unit, login: login)] }
        var place = units[unit].last
        while place >= 0 {
            if residents[place].login == login { return place }
            place = before[place]
        }
        return nil
    }

    /// Takes the last of the residents, who lives in the unit.
    mutating func add(_ residents: [Roster.Resident], to unit: Int) {
        before.append(units[unit].last)
        units[unit].last = residents.count - 1
        units[unit].count += 1
        guard units[unit].count > Self.few else { return }
        var place = units[unit].last
        // The first time all of them, later the last alone.
        var left = units[unit].count == Self.few + 1 ? units[unit].count : 1
        while place >= 0, left > 0 {
            crowds[Tie(unit: unit, login: residents[place].login)] = place
            place = before[place]
            left -= 1
        }
    }
}
