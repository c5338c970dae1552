import Events
import NIOCore
import NIOWebSocket

/// How a socket is closed: a last word, where there is one, and the status code of the close frame.
struct Farewell: Sendable {
    let code: UInt16
    let reason: String
    var lastWord: String?

    /// The client said goodbye first; its code is given back (RFC 6455, 5.5.1).
    static func echo(_ code: UInt16?) -> Farewell { Farewell(code: code ?? 1000, reason: "") }

    static let shutdown = Farewell(code: 1001, reason: "The server is going down.")

    static func error(_ error: PusherError) -> Farewell {
        Farewell(code: error.code ?? 4200, reason: error.message, lastWord: Sentence.error(error))
    }

    static func violation(_ violation: FrameAssembler.Violation) -> Farewell {
        Farewell(code: violation.code, reason: violation.reason)
    }

    /// A close frame; its reason fits the 123 bytes that a control frame leaves it.
    var frame: WebSocketFrame {
        var data = ByteBuffer()
        data.writeInteger(code)
        data.writeString(String(reason.unicodeScalars.prefix(120).filter(\.isASCII)))
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
