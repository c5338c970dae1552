import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What plain HTTP gets at the socket's address, and a WebSocket of another version than 13: 426 (RFC 6455, 4.4).
enum SocketAddressReminder {
    static func answer(_ request: Request, _ context: GateContext) async throws -> Response {
        var response = Response.json(
            ["message": "This is the address of a WebSocket of version 13. GET /api/v1/wsurl tells how to connect."],
            status: .upgradeRequired)
        response.headers[named: "Upgrade"] = "websocket"
        response.headers[.connection] = "Upgrade"
        response.headers[named: "Sec-WebSocket-Version"] = "13"
        return response
    }
}
