import Access
import Basics
import HTTPSupport
import Hummingbird
import Identity
import JSONAPI

/// One request to `/v3` from a known user.
struct ResourceCall: Sendable {
    let request: Request
    let context: UserContext
    let desk: ResourceDesk
    /// By the clock that all servers share.
    let now: Instant

    var user: ID<User> { context.user }
    var rooms: AccessRooms { desk.rooms }
    var remoteAddress: String? { context.remoteAddress }
    /// What stands before the surface's own paths.
    var base: String { desk.location.base(for: request) }
    var source: ResourceSource {
        let base = base
        return ResourceSource(
            rooms: rooms, user: user, base: base, links: MediaLinks(links: desk.media.links, base: base, now: now))
    }

    /// The id in the path. One that is no number is 0, which nothing has: who may not ask at all is told so first.
    func id<Thing>(_ name: String, of _: Thing.Type = Thing.self) -> ID<Thing> {
        context.parameters.get(name).flatMap { ID<Thing>($0) } ?? ID(0)
    }

    /// What stands in the path, as it stands.
    func text(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// The parameters of the URL; throws for an order or an inclusion that the rules do not know.
    func query(_ rules: ListRules = ListRules()) throws -> ListQuery {
        try ListQuery(QueryParameters(request.uri.query ?? ""), by: rules)
    }

    /// Things at one place, with what they are asked of.
    func shown<Item>(_ item: Item) -> Shown<Item> { source.shown(item) }
}
