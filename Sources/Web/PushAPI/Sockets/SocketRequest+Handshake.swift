import NIOHTTP1

extension SocketRequest {
    /// Whether the head is a complete opening handshake (RFC 6455, 4.2.1), wherever it leads.
    static func isHandshake(_ head: HTTPRequestHead) -> Bool {
        head.method == .GET && head.version == .http1_1
            && head.headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
            && head.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
            && head.headers["Sec-WebSocket-Version"] == ["13"]
            && head.headers["Sec-WebSocket-Key"].count == 1
            && !head.headers.contains(name: "Transfer-Encoding")
            && (head.headers.first(name: "Content-Length") ?? "0") == "0"
    }
}
