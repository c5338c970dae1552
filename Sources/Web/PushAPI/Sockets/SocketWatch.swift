import Events
import NIOCore
import Synchronization

/// Looks after one socket from time to time: whether its client still lives, of which anything that it sends is a sign, and
/// whether it may still hear its channels.
///
/// A timer of the event loop, for a task that sleeps holds kilobytes.
final class SocketWatch: Sendable {
    private let socket: PushSocket
    private let line: SocketLine
    private let subscriber: PushSubscriber
    private let state: Mutex<State>

    private struct State {
        var lastHeard: ContinuousClock.Instant
        /// When a silent client was asked for a sign that it has not given yet.
        var asked: ContinuousClock.Instant?
        var nextCheck: ContinuousClock.Instant
        var timer: Scheduled<Void>?
    }

    private enum Work {
        case ask, part, nothing
    }

    init(_ socket: PushSocket, _ line: SocketLine, _ subscriber: PushSubscriber) {
        (self.socket, self.line, self.subscriber) = (socket, line, subscriber)
        let now = ContinuousClock.now
        state = Mutex(State(lastHeard: now, nextCheck: now + socket.settings.recheck))
    }

    func start() {
        schedule(.now)
    }

    func stop() {
        state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
        }
    }

    /// The client has sent something.
    func beat() {
        state.withLock { $0.lastHeard = .now }
    }

    private func look() {
        guard subscriber.ending == nil else { return }
        let now = ContinuousClock.now
        let (work, checks) = state.withLock { state in
            let checks = now >= state.nextCheck
            if checks { state.nextCheck = now + socket.settings.recheck }
            return (next(&state, now), checks)
        }
        switch work {
        case .ask: subscriber.say(Sentence.ping)
        case .part: return socket.part(.error(.noPong), from: subscriber)
        case .nothing: break
        }
        if checks { Task { [socket, subscriber] in await socket.checkRights(of: subscriber) } }
        schedule(now)
    }

    /// Asks a client that was silent for the activity timeout, and parts from one that does not answer.
    private func next(_ state: inout State, _ now: ContinuousClock.Instant) -> Work {
        if let asked = state.asked {
            if state.lastHeard <= asked { return now >= asked + socket.settings.pongTimeout ? .part : .nothing }
            state.asked = nil
        }
        guard now >= state.lastHeard + socket.settings.activityTimeout else { return .nothing }
        state.asked = now
        return .ask
    }

    private func schedule(_ now: ContinuousClock.Instant) {
        state.withLock { state in
            let settings = socket.settings
            let sign = state.asked.map { $0 + settings.pongTimeout } ?? (state.lastHeard + settings.activityTimeout)
            state.timer = line.schedule(in: max(.milliseconds(1), min(sign, state.nextCheck) - now)) { self.look() }
        }
    }
}
