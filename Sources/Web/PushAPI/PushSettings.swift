public import Basics

/// What an operator decides about push.
public struct PushSettings: Sendable {
    /// Names this server to Pusher clients; not a secret.
    public var appKey: String
    /// Signs channel authorizations; the same in every server process.
    public var secret: Secret
    /// A client that has heard nothing for so long asks whether the line is up, and so does the server.
    public var activityTimeout: Duration
    /// How long an answer to the server's question may take.
    public var pongTimeout: Duration
    /// Between two signs of life on an event stream.
    public var heartbeat: Duration
    /// Between two looks whether the tokens and users behind open connections are still in force.
    public var recheck: Duration
    /// Origins (RFC 6454) whose pages may open a socket; empty for every one, for the token is what counts.
    public var allowedOrigins: [String]

    public init(
        appKey: String, secret: Secret, activityTimeout: Duration = .seconds(40), pongTimeout: Duration = .seconds(30),
        heartbeat: Duration = .seconds(15), recheck: Duration = .seconds(60), allowedOrigins: [String] = []
    ) {
        self.appKey = appKey
        self.secret = secret
        self.activityTimeout = activityTimeout
        self.pongTimeout = pongTimeout
        self.heartbeat = heartbeat
        self.recheck = recheck
        self.allowedOrigins = allowedOrigins
    }
}
