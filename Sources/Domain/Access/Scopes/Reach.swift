import Basics
import Identity
import Storage

/// Which units, zones, buildings and organizations somebody sees all of; what a list is made from.
struct Reach {
    var units: Set<ID<Unit>>
    var zones: Set<Int64>
    var buildings: Set<ID<Building>>
    var organizations: Set<ID<Organization>>

    /// What remains within one building: all of it for those who see all of it. Units and zones of other buildings are the
    /// list's own to leave out.
    func narrowed(to building: ID<Building>, of organization: ID<Organization>) -> Reach {
        guard buildings.contains(building) || organizations.contains(organization) else {
            return Reach(units: units, zones: zones, buildings: [], organizations: [])
        }
        return Reach(units: [], zones: [], buildings: [building], organizations: [])
    }

    /// A statement for each part that is not empty, with the ids of the things that are there.
    ///
    /// - Parameters: beginnings of statements that end where the list of ids is to follow.
    func branches(units: SQL?, zones: SQL?, buildings: SQL?, organizations: SQL?) -> [SQL] {
        [
            Reach.branch(units, self.units.sorted().map(\.number)), Reach.branch(zones, self.zones.sorted()),
            Reach.branch(buildings, self.buildings.sorted().map(\.number)),
            Reach.branch(organizations, self.organizations.sorted().map(\.number)),
        ].compactMap { $0 }
    }

    private static func branch(_ head: SQL?, _ ids: [Int64]) -> SQL? {
        guard let head, !ids.isEmpty else { return nil }
        return "\(head) (\(SQL.list(ids)))"
    }
}

extension SQL {
    /// Numbers with commas between them, as `IN` takes them.
    static func list(_ numbers: [Int64]) -> SQL {
        joined(numbers.map { number -> SQL in "\(number)" }, separator: ", ")
    }
}
