import Basics
import JSONAPI

extension ListQuery {
    /// The order that is asked for, as the rooms take it.
    var order: [(name: String, isDescending: Bool)] { sort.map { ($0.name, $0.isDescending) } }

    /// The id that a filter names; one that is no number is 0, which nothing has.
    func id<Thing>(_ name: String, of _: Thing.Type = Thing.self) -> ID<Thing>? {
        filter(name).map { ID($0) ?? ID(0) }
    }
}
