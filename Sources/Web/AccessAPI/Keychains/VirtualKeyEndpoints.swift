import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/keychains/{keychain}/virtual_keys`
struct VirtualKeyEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.post, "/v3/keychains/{keychain}/virtual_keys", create),
            desk.route(.delete, "/v3/keychains/{keychain}/virtual_keys/{key}", delete),
        ]
    }

    /// One key for each recipient, so the answer is a list.
    private func create(_ call: ResourceCall) async throws -> Response {
        // Who may not see the keychain is told so before anything else.
        let keychain: ID<Keychain> = call.id("keychain")
        _ = try await call.rooms.keychains.get(keychain, by: call.user)
        let document = try await call.document(type: "virtual_keys")
        var fields = AttributeReader(document)
        let recipients = RecipientsBody.read(&fields) ?? []
        if recipients.isEmpty, fields.problems.isEmpty { fields.note("recipients", "can't be blank") }
        try fields.finish()
        let made = try await call.rooms.keychains.add(recipients, to: keychain, by: call.user)
        let query = try call.query(ListRules(includes: ["keychain"]))
        return try await call.list(ResourceKinds.virtualKeys, made.map(call.shown), query, status: .created)
    }

    private func delete(_ call: ResourceCall) async throws -> Response {
        try await call.rooms.keychains.delete(call.id("key"), of: call.id("keychain"), by: call.user)
        return Response(status: .noContent)
    }
}
