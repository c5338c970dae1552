/// How far a call from a panel has come.
public enum CallStatus: String, CaseIterable, Sendable {
    /// It rings.
    case initializing
    /// The visitor gave up.
    case canceled
    /// Nobody's app answered that it was there.
    case noAnswer = "timeout_online_signal"
    /// An app took it.
    case connecting = "connecting_sip"
    /// No app took it, so the phone rings.
    case rolledOver = "voip_rollover"
    /// A phone took it.
    case phoneConnected = "voip_connected"
    /// The tenant declined.
    case rejected
    case openedDoor = "opened_door"

    /// Whether the call is over; nothing follows.
    public var isFinal: Bool {
        switch self {
        case .canceled, .noAnswer, .rejected, .openedDoor: true
        case .initializing, .connecting, .rolledOver, .phoneConnected: false
        }
    }

    /// What comes of reporting another status of a call of this kind.
    public func step(to next: CallStatus, in type: CallType) -> CallStep {
        if next == self { return .unchanged }
        return followers(in: type).contains(next) ? .changed : .refused
    }

    /// For people, as in `Opened door`.
    public var words: String {
        let text = rawValue.split(separator: "_").joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private func followers(in type: CallType) -> [CallStatus] {
        switch (self, type) {
        case (.initializing, .mobile): [.canceled, .noAnswer, .connecting, .rolledOver, .rejected, .openedDoor]
        case (.initializing, .voip): [.canceled, .noAnswer, .phoneConnected, .openedDoor]
        // A connection that fails rolls over; who has taken the call may still be hung up on.
        case (.connecting, .mobile): [.canceled, .noAnswer, .rolledOver, .rejected, .openedDoor]
        case (.rolledOver, .mobile): [.canceled, .noAnswer, .rejected, .openedDoor]
        case (.phoneConnected, .voip): [.canceled, .openedDoor]
        default: []
        }
    }
}

/// What rings: an app, which may roll over to a phone, or a phone alone.
public enum CallType: String, CaseIterable, Sendable {
    case voip, mobile
}

/// What comes of a reported status.
public enum CallStep: Sendable {
    case changed
    /// It was reported before.
    case unchanged
    /// It cannot follow.
    case refused
}
