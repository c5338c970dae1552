public import Hummingbird
public import Identity

/// A request whose caller is not known yet.
public struct GateContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by `BearerAuthentication` where a valid token came along.
    public var principal: Principal?
    /// The peer's address; nil inside tests without a socket.
    public let remoteAddress: String?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// JSON bodies larger than this are refused with 413.
    public var maxUploadSize: Int { 1024 * 1024 }
}
