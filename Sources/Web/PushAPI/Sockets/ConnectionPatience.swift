public import NIOCore

/// How long a connection may take, whatever it is for.
public struct ConnectionPatience: Sendable {
    /// From the connection to the end of the first request's header, however often a byte arrives.
    public var firstRequest: TimeAmount
    /// Without a byte leaving while bytes wait to leave.
    public var stalledWrite: TimeAmount

    public init(firstRequest: TimeAmount = .seconds(30), stalledWrite: TimeAmount = .seconds(60)) {
        self.firstRequest = firstRequest
        self.stalledWrite = stalledWrite
    }
}
