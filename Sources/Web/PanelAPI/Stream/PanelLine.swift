import Access
import Basics
import HTTPSupport
import Synchronization

/// The open stream of one panel at this server: what it was sent, when somebody has to look for commands, and when to show
/// that it lives. It has no task; `PanelLines` does its work.
final class PanelLine: Sendable {
    /// What is to be done for it now.
    enum Work {
        case look(isUrgent: Bool)
        case heartbeat, leave, nothing
    }

    let caller: PanelCaller
    let secret: Secret
    private let stream: ResponseStream
    private let lines: PanelLines
    private let state: Mutex<State>

    /// After this time a command that was not acknowledged is sent again.
    private static let repetition = Duration.seconds(3)
    /// Between two signs of life.
    private static let heartbeat = Duration.seconds(15)
    /// Between two looks that nobody asked for: whether the token is still in force, and whether a wake-up was lost.
    private static let recheck = Duration.seconds(60)
    /// A panel that takes no byte for so long is left.
    private static let stalled = Duration.seconds(60)

    private struct State {
        var hasNews = true
        /// Whether the news is this panel's alone, and not of its whole building.
        var isUrgent = false
        /// Somebody looks for it, or will soon.
        var isInHand = false
        /// Since when bytes wait that the panel has not taken; nothing is sent meanwhile, for it might grow old there.
        var waitsSince: ContinuousClock.Instant?
        var lastWord: ContinuousClock.Instant
        var nextLook: ContinuousClock.Instant
        var sent: [ID<PanelCommand>: ContinuousClock.Instant] = [:]
    }

    init(of caller: PanelCaller, _ secret: Secret, on stream: ResponseStream, among lines: PanelLines) {
        (self.caller, self.secret, self.stream, self.lines) = (caller, secret, stream, lines)
        let now = ContinuousClock.now
        state = Mutex(State(lastWord: now, nextLook: now + PanelLine.recheck))
    }

    func begin() {
        write(CommandText.opening)
    }

    /// There is something for this panel.
    func tellNews(isUrgent: Bool) {
        state.withLock { state in
            state.hasNews = true
            state.isUrgent = state.isUrgent || isUrgent
        }
    }

    /// What has to be done. Whoever is told to look does so, and calls `looked` or `lookFailed`.
    func next(_ now: ContinuousClock.Instant = .now) -> Work {
        state.withLock { state in
            if let since = state.waitsSince { return now >= since + PanelLine.stalled ? .leave : .nothing }
            guard !state.isInHand else { return .nothing }
            if state.hasNews || now >= state.nextLook {
                defer { (state.isInHand, state.hasNews, state.isUrgent) = (true, false, false) }
                return .look(isUrgent: state.isUrgent)
            }
            return now >= state.lastWord + PanelLine.heartbeat ? .heartbeat : .nothing
        }
    }

    func showLife() {
        write(CommandText.heartbeat)
    }

    /// Sends what waits and was not sent just now. Where something is left to be repeated, it looks again soon.
    func looked(_ waiting: WaitingCommands) {
        let now = ContinuousClock.now
        let text = state.withLock { state in
            state.sent = state.sent.filter { entry in waiting.commands.contains { $0.command.id == entry.key } }
            var text = ""
            for (command, deadline) in waiting.commands where now < deadline {
                if let last = state.sent[command.id], now < last + PanelLine.repetition { continue }
                text += CommandText.event(command)
                state.sent[command.id] = now
            }
            return text
        }
        if !text.isEmpty { write(text) }
        lookAgain(in: waiting.commands.isEmpty ? PanelLine.recheck : PanelLine.repetition)
    }

    /// The database did not answer.
    func lookFailed() {
        lookAgain(in: PanelLine.repetition)
    }

    func end() { stream.end() }

    func abandon() { stream.abandon() }

    private func lookAgain(in pause: Duration) {
        state.withLock { state in
            state.nextLook = .now + pause
            state.isInHand = false
        }
        lines.attend(self)
    }

    private func write(_ text: String) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.waitsSince = now
            state.lastWord = now
        }
        stream.write(text)
    }
}

extension PanelLine: StreamOwner {
    func streamIsWritten() {
        state.withLock { $0.waitsSince = nil }
        lines.attend(self)
    }

    func streamHasEnded() {
        lines.close(self)
    }
}
