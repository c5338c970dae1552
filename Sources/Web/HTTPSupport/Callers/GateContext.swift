import HTTPTypes
public import Hummingbird
public import Identity
import NIOCore

/// A request whose caller is not known yet.
public struct GateContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by `BearerAuthentication` where a valid token came along.
    public var principal: Principal?
    /// Set by `UserAuthentication` where a valid token came along.
    public var caller: UserCaller?
    /// The peer's address; nil inside tests without a socket.
    public let remoteAddress: String?
    let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// JSON bodies larger than this are refused with 413.
    public var maxUploadSize: Int { 1024 * 1024 }

    /// The request with a body that tells its sender when it is wanted, if the sender waits for that.
    func expecting(_ request: Request) -> Request {
        guard request.headers[.expect]?.lowercased() == "100-continue", [.post, .put, .patch].contains(request.method)
        else { return request }
        return Request(
            head: request.head, body: RequestBody(asyncSequence: ExpectedBody(body: request.body, channel: channel)))
    }

    /// Ends the connection two seconds from now: time enough for a client that is still sending to see its answer, and no
    /// more than that for a body that nobody wants.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
}
