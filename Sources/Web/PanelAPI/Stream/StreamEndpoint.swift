import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `GET /panel/v1/stream`: the panel's commands as Server-Sent Events.
///
/// Each is repeated until it is acknowledged, and none is sent once it has expired, however long the panel was away or read
/// nothing.
struct StreamEndpoint: Sendable {
    let lines: PanelLines

    func open(_ request: Request, _ panel: PanelContext) async throws -> Response {
        guard lines.hasRoom else {
            throw Failure(
                .unavailable, code: "stream.over-capacity",
                "This server has as many streams as it may have. Try again in a few seconds.")
        }
        var headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close",
        ]
        // Proxies that collect answers would hold commands back.
        if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
        let (caller, secret) = (panel.caller, panel.secret)
        return Response(
            status: .ok, headers: headers,
            body: panel.context.streamBody { [lines] stream in lines.open(caller, secret, on: stream) })
    }
}
