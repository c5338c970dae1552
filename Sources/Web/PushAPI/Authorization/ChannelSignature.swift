import Basics

/// Proof that one socket may hear one channel: `<app key>:<hex HMAC-SHA256 of "socket_id:channel">`.
struct ChannelSignature: Sendable {
    let settings: PushSettings

    func text(for channel: ChannelName, on socket: SocketID) -> String {
        settings.appKey + ":" + settings.secret.authenticationCode(for: "\(socket):\(channel.text)")
    }

    /// Compares in a time that tells nothing of where the two differ.
    func isValid(_ claim: String, for channel: ChannelName, on socket: SocketID) -> Bool {
        Secret.equal(claim, text(for: channel, on: socket))
    }
}
