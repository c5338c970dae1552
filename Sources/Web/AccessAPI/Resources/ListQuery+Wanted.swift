import JSONAPI

extension ListQuery {
    /// The order that is asked for, as the rooms take it.
    var order: [(name: String, isDescending: Bool)] { sort.map { ($0.name, $0.isDescending) } }
}
