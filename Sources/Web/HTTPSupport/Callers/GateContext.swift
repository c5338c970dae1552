public import Hummingbird
public import Identity
import NIOCore

/// A request whose caller is not known yet.
public struct GateContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by `BearerAuthentication` where a valid token came along.
    public var principal: Principal?
    /// The peer's address; nil inside tests without a socket.
    public let remoteAddress: String?
    private let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// JSON bodies larger than this are refused with 413.
    public var maxUploadSize: Int { 1024 * 1024 }

    /// Ends the connection two seconds from now: time enough for a client that is still sending to see its answer, and no
    /// more than that for a body that nobody wants.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
}
