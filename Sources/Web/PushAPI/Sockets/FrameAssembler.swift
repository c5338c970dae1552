import NIOCore
import NIOWebSocket

/// Puts the frames of a client together to messages (RFC 6455, sections 5 and 6).
struct FrameAssembler {
    enum Message {
        case text(String)
        case ping(ByteBuffer)
        case pong
        /// The client's status code; nil where it gave none.
        case close(UInt16?)
    }

    /// What the client did wrong, with the status code to close with (RFC 6455, 7.4.1).
    struct Violation: Error, Equatable {
        let code: UInt16
        let reason: String
    }

    /// Bytes of a message taken.
    static let maxMessage = 64 * 1024
    /// Frames that a message may come in.
    static let maxFragments = 64

    private var fragments: ByteBuffer?
    private var count = 0

    /// The message that this frame completes, if it does.
    mutating func add(_ frame: WebSocketFrame) throws(Violation) -> Message? {
        guard frame.maskKey != nil || frame.length == 0 else {
            throw Violation(code: 1002, reason: "A client's frames are masked.")
        }
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            throw Violation(code: 1002, reason: "No extension was agreed upon.")
        }
        switch frame.opcode {
        case .text: return try begin(frame)
        case .continuation: return try go(on: frame)
        case .ping: return .ping(frame.unmaskedData)
        case .pong: return .pong
        case .connectionClose:
            var data = frame.unmaskedData
            return .close(data.readInteger(as: UInt16.self))
        case .binary: throw Violation(code: 1003, reason: "Messages are text.")
        default: throw Violation(code: 1002, reason: "This kind of frame is not known.")
        }
    }

    private mutating func begin(_ frame: WebSocketFrame) throws(Violation) -> Message? {
        guard fragments == nil else {
            throw Violation(code: 1002, reason: "A message began before the last one ended.")
        }
        fragments = ByteBuffer()
        count = 0
        return try go(on: frame)
    }

    private mutating func go(on frame: WebSocketFrame) throws(Violation) -> Message? {
        guard var whole = fragments else {
            throw Violation(code: 1002, reason: "A message goes on that never began.")
        }
        var data = frame.unmaskedData
        count += 1
        let size = whole.readableBytes + data.readableBytes
        guard count <= FrameAssembler.maxFragments, size <= FrameAssembler.maxMessage else {
            throw Violation(code: 1009, reason: "A message has at most 65,536 bytes in 64 frames.")
        }
        whole.writeBuffer(&data)
        guard frame.fin else {
            fragments = whole
            return nil
        }
        fragments = nil
        guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else {
            throw Violation(code: 1007, reason: "A message is not UTF-8.")
        }
        return .text(text)
    }
}
