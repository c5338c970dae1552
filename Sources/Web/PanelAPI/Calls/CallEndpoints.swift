import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `POST /panel/v1/calls` and `POST /panel/v1/calls/{guid}/status`: a visitor rings, and how it goes.
struct CallEndpoints: Sendable {
    let calls: Calls
    let attachments: Attachments
    let commands: PanelCommands

    func create(_ request: Request, _ panel: PanelContext) async throws -> Response {
        let (fields, image) = try await attachments.read(request, .image)
        guard let unit = fields.text("unit") else {
            throw Failure.invalid("unit", code: "call.unit", "can't be blank")
        }
        let call = try await calls.ring(
            unit, try word(fields, "notification_type", or: .visitor), type: try word(fields, "call_type", or: .mobile),
            image: image, at: panel.panel)
        // The tenants' phones are to ring now.
        commands.wake()
        return .json(["guid": .string(call.guid), "status": .string(call.status.rawValue)], status: .created)
    }

    func report(_ request: Request, _ panel: PanelContext) async throws -> Response {
        let fields = try await RequestFields(of: request, limit: 4096)
        guard let text = fields.text("status"), let status = CallStatus(rawValue: text) else {
            throw Failure.invalid("status", code: "call.status", "is not included in the list")
        }
        let call = try await calls.report(status, of: panel.parameter("guid"), by: panel.panel)
        commands.wake()
        return .json(["guid": .string(call.guid), "status": .string(call.status.rawValue)])
    }

    private func word<Word: RawRepresentable<String>>(
        _ fields: RequestFields, _ name: String, or standard: Word
    ) throws -> Word {
        guard let text = fields.text(name) else { return standard }
        guard let word = Word(rawValue: text) else {
            throw Failure.invalid(name, code: "call.\(name)", "is not included in the list")
        }
        return word
    }
}
