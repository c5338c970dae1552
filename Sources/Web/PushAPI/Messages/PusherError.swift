/// An error in the Pusher protocol's numbers.
///
/// 4000 to 4099: do not come back unchanged. 4100 to 4199: come back after a second or more. 4200 to 4299: come back at
/// once.
struct PusherError: Error, Sendable, Equatable {
    /// Nil where the protocol has no number for it; the socket stays open.
    let code: UInt16?
    let message: String

    static let unknownApp = PusherError(code: 4001, message: "No app has this key. See GET /api/v1/wsurl.")
    static let invalidVersion = PusherError(code: 4006, message: "The protocol version is not a number.")
    static let unsupportedVersion = PusherError(code: 4007, message: "Protocol versions 5 to 7 are spoken here.")
    static let foreignOrigin = PusherError(code: 4009, message: "Pages of this origin may not connect.")
    static let overCapacity = PusherError(code: 4100, message: "As many are connected as may be. Try again later.")
    static let noPong = PusherError(code: 4201, message: "No pong came in time.")

    static func unauthorized(_ message: String) -> PusherError { PusherError(code: 4009, message: message) }
    static func notUnderstood(_ message: String) -> PusherError { PusherError(code: nil, message: message) }
}
