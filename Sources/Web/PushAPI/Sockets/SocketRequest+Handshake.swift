import Crypto
import FoundationEssentials
import NIOHTTP1

extension SocketRequest {
    /// Whether the head offers to change to another protocol, whichever (RFC 9110, 7.8).
    static func offersUpgrade(_ head: HTTPRequestHead) -> Bool {
        head.headers.contains(name: "Upgrade")
            && head.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
    }

    /// The answer to the key of a complete opening handshake (RFC 6455, 4.2); nil for any other request.
    static func accept(_ head: HTTPRequestHead) -> String? {
        guard offersUpgrade(head), head.method == .GET, head.version == .http1_1,
            head.headers[canonicalForm: "Upgrade"].contains(where: { $0.lowercased() == "websocket" }),
            head.headers["Sec-WebSocket-Version"] == ["13"],
            !head.headers.contains(name: "Transfer-Encoding"),
            (head.headers.first(name: "Content-Length") ?? "0") == "0"
        else { return nil }
        let keys = head.headers["Sec-WebSocket-Key"]
        guard keys.count == 1, Data(base64Encoded: keys[0])?.count == 16 else { return nil }
        let digest = Insecure.SHA1.hash(data: Array((keys[0] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        return Data(digest).base64EncodedString()
    }
}
