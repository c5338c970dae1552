import NIOCore

/// Closes a connection whose peer has stopped reading.
///
/// Looks on only while more is waiting than the channel likes to hold, and counts any byte that left as progress.
final class StalledWriteHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let timeout: TimeAmount
    private var check: Scheduled<Void>?

    init(timeout: TimeAmount) {
        self.timeout = timeout
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        check?.cancel()
        check = nil
        if !context.channel.isWritable { schedule(context, waiting: waiting(context)) }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        check?.cancel()
    }

    private func schedule(_ context: ChannelHandlerContext, waiting before: Int) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        check = context.eventLoop.scheduleTask(in: timeout) {
            let (handler, context) = loopBound.value
            let now = handler.waiting(context)
            if now < before {
                handler.schedule(context, waiting: now)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private func waiting(_ context: ChannelHandlerContext) -> Int {
        let bytes = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        return bytes ?? 0
    }
}
