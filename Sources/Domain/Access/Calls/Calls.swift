public import Basics
import Foundation
public import Identity
public import Storage

/// Calls from panels: the panel makes them and reports how they go, the tenants who were rung answer.
public struct Calls: Sendable {
    let storage: any Storage
    private let telling: CallTelling
    private let wakeWorkers: @Sendable () -> Void

    /// - Parameter wakeWorkers: called after webhooks were promised something.
    public init(
        storage: any Storage, telling: CallTelling = CallTelling(), wakeWorkers: @escaping @Sendable () -> Void = {}
    ) {
        self.storage = storage
        self.telling = telling
        self.wakeWorkers = wakeWorkers
    }

    /// A visitor rings the unit with this label.
    public func ring(
        _ label: String, _ notification: CallNotification, type: CallType = .mobile, image: Digest? = nil,
        at panel: ID<Panel>
    ) async throws -> Call {
        let guid = UUID().uuidString.lowercased()
        return try await writing { tx in
            let now = try tx.now()
            guard let panel = try PanelTable.find(panel, in: tx) else { throw Failure.notFound("panel") }
            guard case .success(let spelled) = panel.unitLabel(label.trimmed),
                let unit = try FlatTable.unit(labelled: spelled, at: panel.id, in: tx)
            else { throw Failure.invalid("unit", code: "call.unit", "This panel has no such unit.") }
            _ = try CallTable.insert(
                guid: guid, at: panel, unit: unit, type: type, notification: notification, image: image, at: now,
                in: tx)
            let call = try Calls.find(guid, in: tx)
            try CallNews.rang(call, in: tx)
            return (call, try WebhookNews.rang(call, telling, at: now, in: tx))
        }
    }

    /// What the panel says of its call; what was reported before changes nothing, an impossible step is a conflict.
    public func report(_ status: CallStatus, of guid: String, by panel: ID<Panel>) async throws -> Call {
        try await writing { tx in
            let now = try tx.now()
            guard let call = try CallTable.hold(guid, in: tx), call.panel == panel else {
                throw Failure.notFound("call")
            }
            switch call.status.step(to: status, in: call.type) {
            case .unchanged: return (call, false)
            case .changed:
                try CallTable.set(status, of: call.id, at: now, in: tx)
                let call = try Calls.find(guid, in: tx)
                try CallNews.changed(call, in: tx)
                return (call, try WebhookNews.changed(call, in: tx))
            case .refused:
                throw Failure(
                    .conflict, code: "call.step",
                    "This call is at \(call.status.rawValue); \(status.rawValue) cannot follow.")
            }
        }
    }

    /// A call that rang the user.
    public func get(_ guid: String, by user: ID<User>) async throws -> Call {
        try await storage.read { tx in
            guard let call = try CallTable.find(guid, in: tx), try Calls.rang(user, call, in: tx) else {
                throw Failure.notFound("call")
            }
            return call
        }
    }

    /// What an app tells the panel during a call: the panel gets it as a command, in the same transaction.
    ///
    /// Nil: the call is over, or its state does not allow it, and nothing happens.
    public func answer(
        _ answer: CallAnswer, to guid: String, at panel: ID<Panel>, by user: ID<User>
    ) async throws -> Call? {
        try await writing { tx in
            let now = try tx.now()
            guard let call = try CallTable.hold(guid, in: tx), call.panel == panel, try Calls.rang(user, call, in: tx)
            else { throw Failure.notFound("call") }
            guard !call.status.isFinal else { return (nil, false) }
            var isChanged = false
            if let next = answer.status(of: call) {
                switch call.status.step(to: next, in: call.type) {
                case .changed:
                    if case .openDoor = answer { try Calls.open(call, by: user, at: now, in: tx) }
                    try CallTable.set(next, of: call.id, answeredBy: user, at: now, in: tx)
                    isChanged = true
                case .unchanged: break
                case .refused: return (nil, false)
                }
            }
            try PanelCommands.append(answer.order(in: guid), to: panel, in: tx)
            let answered = try Calls.find(guid, in: tx)
            if isChanged { try CallNews.changed(answered, in: tx) }
            return (answered, isChanged ? try WebhookNews.changed(answered, in: tx) : false)
        }
    }

    /// Writes down that the door was opened during the call.
    private static func open(_ call: Call, by user: ID<User>, at now: Instant, in tx: any Transaction) throws {
        guard let door = try AppDoor.find(call.panel, of: call.unit, for: user, in: tx) else {
            throw Failure.notFound("panel")
        }
        _ = try door.open(by: user, call: call, type: call.notification.rawValue, at: now, in: tx)
    }

    /// - Parameter body: its second answer: whether webhooks were promised something.
    private func writing<Value: Sendable>(
        _ body: @Sendable (any Transaction) throws -> (Value, Bool)
    ) async throws -> Value {
        let (value, isTold) = try await storage.write(body)
        if isTold { wakeWorkers() }
        return value
    }

    private static func find(_ guid: String, in tx: any Transaction) throws -> Call {
        guard let call = try CallTable.find(guid, in: tx) else { throw Failure.notFound("call") }
        return call
    }

    /// Whether the user was a tenant of the unit when it rang, and is one still.
    private static func rang(_ user: ID<User>, _ call: Call, in tx: any Transaction) throws -> Bool {
        try tx.first(
            """
            SELECT id FROM tenant WHERE unit_id = \(call.unit) AND user_id = \(user) AND moved_out_at IS NULL
                AND created_at <= \(call.createdAt)
            """) != nil
    }
}

/// What an app tells a panel.
public enum CallAnswer: Sendable {
    /// Somebody is there.
    case isActive
    case accepted(video: Bool, audio: Bool)
    case camera(video: Bool, audio: Bool)
    case openDoor
    case ended

    /// What becomes of the call; nil: nothing.
    func status(of call: Call) -> CallStatus? {
        switch self {
        case .isActive, .accepted: call.type == .mobile ? .connecting : nil
        case .camera: nil
        case .openDoor: .openedDoor
        // Before somebody has taken it, hanging up is declining; afterwards it is the end.
        case .ended: call.status == .initializing || call.status == .rolledOver ? .rejected : .canceled
        }
    }

    /// What the panel is told.
    func order(in call: String) -> PanelOrder {
        switch self {
        case .isActive: .isActive(call: call)
        case .accepted(let video, let audio): .callAccepted(call: call, video: video, audio: audio)
        case .camera(let video, let audio): .toggleCamera(call: call, video: video, audio: audio)
        case .openDoor: .openDoor(call: call)
        case .ended: .callEnded(call: call)
        }
    }
}
