import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/door_releases`: the history of openings, and `/v3/me/open_door`, which adds to it.
struct DoorReleaseEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.get, "/v3/door_releases") { call in
                try await list(call) { try await call.rooms.releases.page($0, by: call.user) }
            },
            desk.route(.get, "/v3/me/door_releases") { call in
                try await list(call) { try await call.rooms.releases.own($0, by: call.user) }
            },
            desk.route(.post, "/v3/me/open_door", open),
        ]
    }

    private static let rules = ListRules(
        sorts: ["created_at=created", "name", "logged_at"],
        includes: ["unit", "user", "panel.building", "device.building"],
        filters: ["unit", "user", "panel=device", "release_method", "door_release_type", "panel_user_type"])

    private func list(
        _ call: ResourceCall, _ page: (DoorReleaseQuery) async throws -> ListPage<DoorRelease>
    ) async throws -> Response {
        let query = try call.query(Self.rules)
        var wanted = DoorReleaseQuery(page: query.listRequest(), order: RowOrder(query.order))
        wanted.unit = query.id("unit")
        wanted.user = query.id("user")
        wanted.panel = query.id("panel")
        wanted.method = query.filter("release_method")
        wanted.type = query.filter("door_release_type")
        wanted.panelUserType = query.filter("panel_user_type")
        return try await call.list(
            ResourceKinds.doorReleases, try await page(wanted).map(call.source.release), query)
    }

    private func open(_ call: ResourceCall) async throws -> Response {
        let document = try await call.document(type: "door_release_requests")
        var fields = AttributeReader(document)
        let method = fields.value(
            "release_method", { OpeningRequest.Method(rawValue: $0) }, orSay: "is not included in the list")
        try fields.finish()
        let opening = try await call.rooms.openings.open(
            OpeningRequest(
                panel: try document.id("panel", type: "panels"), device: try document.id("device", type: "panels"),
                unit: try document.id("unit", type: "units"), method: method ?? .frontDoorView),
            by: call.user)
        return .jsonAPI(Document(.one(opening.resource)).json(), status: .created)
    }
}

extension Opening {
    fileprivate var resource: Resource {
        Resource(
            ResourceIdentifier("door_release_requests", release),
            attributes: [
                JSON.Member("guid", .string(guid)), JSON.Member("release_method", .string(method)),
                JSON.Member("created_at", .time(createdAt)), JSON.Member("updated_at", .time(createdAt)),
            ],
            relationships: [
                .init("unit", .one(ResourceIdentifier("units", unit))),
                .init("device", .one(ResourceIdentifier("panels", panel))),
                .init("panel", .one(ResourceIdentifier("panels", panel))),
            ])
    }
}
