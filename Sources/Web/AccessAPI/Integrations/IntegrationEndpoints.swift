import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity
import JSONAPI

/// The webhooks of buildings, for their Building Admins, and of tenants, for these too.
struct IntegrationEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        routes(below: "/v3/buildings/{building}") { .building($0.id("building")) }
            + routes(below: "/v3/tenants/{tenant}") { .tenant($0.id("tenant")) }
    }

    private func routes(
        below path: String, _ owner: @escaping @Sendable (ResourceCall) -> IntegrationOwner
    ) -> [Route<UserContext>] {
        [
            desk.route(.get, "\(path)/integrations") { try await list($0, of: owner($0)) },
            desk.route(.post, "\(path)/integrations") { try await create($0, of: owner($0)) },
            desk.route(.get, "\(path)/integrations/{integration}") { try await show($0, of: owner($0)) },
            desk.route(.put, "\(path)/integrations/{integration}") { try await update($0, of: owner($0)) },
            desk.route(.patch, "\(path)/integrations/{integration}") { try await update($0, of: owner($0)) },
            desk.route(.delete, "\(path)/integrations/{integration}") { try await delete($0, of: owner($0)) },
            desk.route(.get, "\(path)/integrations/{integration}/deliveries") {
                try await deliveries($0, of: owner($0))
            },
            desk.route(.post, "\(path)/integrations/{integration}/secret") {
                try await renewSecret($0, of: owner($0))
            },
        ]
    }

    private func list(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        let query = try call.query()
        let found = try await call.rooms.integrations.list(of: owner, by: call.user)
        return try await call.list(ResourceKinds.integrations, found, query)
    }

    private func show(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        let query = try call.query()
        let found = try await call.rooms.integrations.get(call.text("integration"), of: owner, by: call.user)
        return try await call.show(ResourceKinds.integrations, found, query)
    }

    private func create(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        try await check(owner, call)
        let query = try call.query()
        let fields = try IntegrationFields(try await call.document(type: "integrations"))
        let made = try await call.rooms.integrations.create(fields.draft, of: owner, by: call.user)
        return try await show(made.integration, made.secret, call, query)
    }

    private func update(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        try await check(owner, call)
        let query = try call.query()
        let document = try await call.document(type: "integrations", id: .path("integration"))
        let fields = try IntegrationFields(document)
        let changed = try await call.rooms.integrations.update(
            call.text("integration"), of: owner, by: call.user, fields.change)
        return try await call.show(ResourceKinds.integrations, changed, query)
    }

    private func delete(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        try await call.rooms.integrations.delete(call.text("integration"), of: owner, by: call.user)
        return .noContent
    }

    private func renewSecret(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        let query = try call.query()
        let id = call.text("integration")
        let secret = try await call.rooms.integrations.renewSecret(of: id, of: owner, by: call.user)
        let found = try await call.rooms.integrations.get(id, of: owner, by: call.user)
        return try await show(found, secret, call, query)
    }

    /// What was sent, the newest first; further pages by `page[after]` alone.
    private func deliveries(_ call: ResourceCall, of owner: IntegrationOwner) async throws -> Response {
        let query = try call.query()
        var before: ID<WebhookAttempt>?
        switch query.listRequest().place {
        case .number(1): break
        case .after(let values) where values.isEmpty: break
        case .number: throw RequestProblem.garbledPage("page[number]")
        case .after(let values):
            guard let id = values.first.flatMap({ ID<WebhookAttempt>($0) }) else {
                throw RequestProblem.garbledPage("page[after]")
            }
            before = id
        }
        let size = query.page.size
        let found = try await call.rooms.integrations.deliveries(
            of: call.text("integration"), owner: owner, before: before, size: size, by: call.user)
        let next = found.count < size ? nil : found.last.map { Cursor(values: [$0.id.description]) }
        let document = Document(
            .many(found.map(ResourceKinds.deliveries.resource)), links: call.links(query).following(next))
        return try await call.answer(document, query)
    }

    /// Whose webhooks they are is looked at before what the body says.
    private func check(_ owner: IntegrationOwner, _ call: ResourceCall) async throws {
        _ = try await call.rooms.integrations.list(of: owner, by: call.user)
    }

    /// With the secret that signs its messages, this once.
    private func show(
        _ integration: Integration, _ secret: Secret, _ call: ResourceCall, _ query: ListQuery
    ) async throws -> Response {
        var resource = ResourceKinds.integrations.resource(integration)
        resource.attributes.append(JSON.Member("secret", .string(secret.exposed)))
        return try await call.answer(Document(.one(resource)), query, status: .created)
    }
}
