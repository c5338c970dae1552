import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `POST /panel/v1/messages`: a visitor leaves a text or a recording for a unit.
struct MessageEndpoint: Sendable {
    let messages: Messages
    let attachments: Attachments

    func create(_ request: Request, _ panel: PanelContext) async throws -> Response {
        let (fields, audio) = try await attachments.read(request, .audio)
        guard let unit = fields.text("unit") else {
            throw Failure.invalid("unit", code: "message.unit", "can't be blank")
        }
        let message = try await messages.leave(try content(fields, audio), for: unit, at: panel.panel)
        return .json(
            ["id": JSON(message.id), "message_type": .string(message.content.type)], status: .created)
    }

    private func content(_ fields: RequestFields, _ audio: Digest?) throws -> Message.Content {
        switch (fields.text("message_type") ?? (audio == nil ? "text" : "voice"), audio) {
        case ("text", nil): return .text(fields.text("body") ?? "")
        case ("voice", let audio?): return .voice(audio)
        case ("voice", nil): throw Failure.invalid("audio", code: "message.audio", "can't be blank")
        case ("text", _): throw Failure.invalid("audio", code: "message.audio", "must be absent from a text")
        default: throw Failure.invalid("message_type", code: "message.type", "is not included in the list")
        }
    }
}
