import Access
import Basics
import HTTPSupport
import Hummingbird
import JSONAPI

/// `/v3/notifications`: what an app tells the panel during a call.
struct NotificationEndpoints: Sendable {
    let desk: ResourceDesk

    var routes: [Route<UserContext>] {
        [
            desk.route(.post, "/v3/notifications/is_active") { try await tell($0) { _ in .isActive } },
            desk.route(.post, "/v3/notifications/call_accepted") { call in
                try await tell(call) { fields in
                    .accepted(video: fields.truth("video") ?? false, audio: fields.truth("audio") ?? true)
                }
            },
            desk.route(.post, "/v3/notifications/toggle_camera") { call in
                try await tell(call) { fields in
                    .camera(video: fields.truth("video") ?? false, audio: fields.truth("audio") ?? true)
                }
            },
            desk.route(.post, "/v3/notifications/open_door") { try await tell($0) { _ in .openDoor } },
            desk.route(.post, "/v3/notifications/call_ended") { try await tell($0) { _ in .ended } },
        ]
    }

    /// What comes too late for the call has no effect, and is no error.
    private func tell(
        _ call: ResourceCall, _ answer: (inout AttributeReader) -> CallAnswer
    ) async throws -> Response {
        let document = try await call.document(type: "notifications")
        var fields = AttributeReader(document)
        let answer = answer(&fields)
        let guid = fields.requiredText("call_guid")
        let panel = panel(document, &fields)
        try fields.finish()
        _ = try await call.rooms.calls.answer(answer, to: guid ?? "", at: panel ?? ID(0), by: call.user)
        call.rooms.commands.wake()
        return Response(status: .noContent)
    }

    /// Apps name the panel in three ways.
    private func panel(_ document: RequestDocument, _ fields: inout AttributeReader) -> ID<Panel>? {
        for name in ["panel_id", "source_id"] where fields.has(name) {
            if let number = fields.integer(name) { return ID(number) }
        }
        if let id = document.id, !id.isEmpty { return ID(id) ?? ID(0) }
        if !fields.problems.contains(where: { $0.name == "panel_id" || $0.name == "source_id" }) {
            fields.note("panel_id", "can't be blank")
        }
        return nil
    }
}
