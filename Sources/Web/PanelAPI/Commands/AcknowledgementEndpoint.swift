import Access
import Basics
import HTTPSupport
import Hummingbird

/// `POST /panel/v1/commands/{id}/ack`: the panel has a command, which is not repeated any more.
struct AcknowledgementEndpoint: Sendable {
    let commands: PanelCommands

    func create(_ request: Request, _ panel: PanelContext) async throws -> Response {
        guard let id = ID<PanelCommand>(panel.parameter("command")) else { throw Failure.notFound("command") }
        try await commands.acknowledge(id, by: panel.panel)
        return .noContent
    }
}
