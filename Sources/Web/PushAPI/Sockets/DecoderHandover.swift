import NIOCore
import NIOHTTP1

/// Stands behind a decoder that is on its way out: bytes that it leaves over go on to its successor, requests that it still
/// reads go past the successor.
final class DecoderHandover: ChannelInboundHandler, RemovableChannelHandler {
    /// Bytes, or a part of a request; which, depends on how far the decoder has come.
    typealias InboundIn = Any

    private let read: (HTTPServerRequestPart) -> Void

    init(_ read: @escaping (HTTPServerRequestPart) -> Void) {
        self.read = read
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if let part = unwrapInboundIn(data) as? HTTPServerRequestPart {
            read(part)
        } else {
            context.fireChannelRead(data)
        }
    }
}
