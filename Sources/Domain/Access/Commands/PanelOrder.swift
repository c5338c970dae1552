/// What a panel is told to do.
public enum PanelOrder: Hashable, Sendable {
    /// - Parameter call: the guid of the call in which somebody opened; nil where they did so without one.
    case openDoor(call: String?)
    case callAccepted(call: String, video: Bool, audio: Bool)
    case callEnded(call: String)
    /// Somebody's app is there.
    case isActive(call: String)
    case toggleCamera(call: String, video: Bool, audio: Bool)
    /// What opens doors has changed; to be fetched anew.
    case credentialsChanged

    /// The word of the contract.
    public var word: String {
        switch self {
        case .openDoor: "open_door"
        case .callAccepted: "call_accepted"
        case .callEnded: "call_ended"
        case .isActive: "is_active"
        case .toggleCamera: "toggle_camera"
        case .credentialsChanged: "credentials_changed"
        }
    }

    public var call: String? {
        switch self {
        case .openDoor(let call): call
        case .callAccepted(let call, _, _), .callEnded(let call), .isActive(let call), .toggleCamera(let call, _, _):
            call
        case .credentialsChanged: nil
        }
    }

    /// What is to be switched on; nil where the order says nothing of it.
    public var media: (video: Bool, audio: Bool)? {
        switch self {
        case .callAccepted(_, let video, let audio), .toggleCamera(_, let video, let audio): (video, audio)
        case .openDoor, .callEnded, .isActive, .credentialsChanged: nil
        }
    }

    /// As it stands in the database; nil for what no order says.
    init?(_ word: String, call: String?, video: Bool?, audio: Bool?) {
        switch (word, call) {
        case ("open_door", let call): self = .openDoor(call: call)
        case ("call_accepted", let call?):
            self = .callAccepted(call: call, video: video ?? false, audio: audio ?? false)
        case ("call_ended", let call?): self = .callEnded(call: call)
        case ("is_active", let call?): self = .isActive(call: call)
        case ("toggle_camera", let call?):
            self = .toggleCamera(call: call, video: video ?? false, audio: audio ?? false)
        case ("credentials_changed", nil): self = .credentialsChanged
        default: return nil
        }
    }
}
