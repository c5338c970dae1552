import Access
import Basics
import Identity

/// What resources are asked of: the rooms, by whom, and where they are reached.
struct ResourceSource: Sendable {
    let rooms: AccessRooms
    let user: ID<User>
    /// What stands before the surface's own paths.
    let base: String
    let links: MediaLinks

    /// With a link to its picture or recording.
    func illustrated<Item>(_ item: Item, by medium: Medium?) -> Illustrated<Item> {
        Illustrated(item: item, link: links.link(medium))
    }

    func shown<Item>(_ item: Item) -> Shown<Item> { Shown(item: item, base: base) }

    /// Ids as they stand in linkages; what is none is left out.
    func ids<Thing>(_ texts: [String], of _: Thing.Type = Thing.self) -> [ID<Thing>] {
        texts.compactMap { ID($0) }
    }
}

/// A thing that is shown with URLs; all that it has is read through.
@dynamicMemberLookup
struct Shown<Item: Sendable>: Sendable {
    let item: Item
    /// What stands before the surface's own paths.
    let base: String

    subscript<Value>(dynamicMember path: KeyPath<Item, Value>) -> Value { item[keyPath: path] }
}
