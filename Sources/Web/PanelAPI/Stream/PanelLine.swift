import Access
import Basics
import Synchronization

/// The open stream of one panel at this server: when it has to look for commands, and when to show that it lives.
final class PanelLine: Sendable {
    /// What its stream has to do now.
    enum Work {
        case look, heartbeat, nothing
    }

    let caller: PanelCaller
    /// Whenever there may be something to do; ends with the line. To be taken by one task.
    let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let state: Mutex<State>

    /// After this time a command that was not acknowledged is sent again.
    static let repetition = Duration.seconds(3)
    /// Between two signs of life.
    static let heartbeat = Duration.seconds(15)
    /// Between two looks that nobody asked for: whether the token is still in force, and whether a wake-up was lost.
    static let recheck = Duration.seconds(60)

    private struct State {
        var hasNews = true
        var lastWord: ContinuousClock.Instant
        var nextLook: ContinuousClock.Instant
    }

    init(of caller: PanelCaller, at now: ContinuousClock.Instant = .now) {
        self.caller = caller
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        state = Mutex(State(lastWord: now, nextLook: now + PanelLine.recheck))
        wake.yield()
    }

    /// There is something for this panel.
    func tellNews() {
        state.withLock { $0.hasNews = true }
        wake.yield()
    }

    /// Wakes the stream where its time has come.
    func tick(_ now: ContinuousClock.Instant) {
        if state.withLock({ PanelLine.work($0, now) != .nothing }) { wake.yield() }
    }

    func next(_ now: ContinuousClock.Instant = .now) -> Work {
        state.withLock { state in
            let work = PanelLine.work(state, now)
            if work == .look { state.hasNews = false }
            return work
        }
    }

    /// It has looked; where something is left to be repeated, it looks again soon.
    func looked(isWaiting: Bool, _ now: ContinuousClock.Instant = .now) {
        state.withLock { $0.nextLook = now + (isWaiting ? PanelLine.repetition : PanelLine.recheck) }
    }

    func spoke(_ now: ContinuousClock.Instant = .now) {
        state.withLock { $0.lastWord = now }
    }

    func end() { wake.finish() }

    private static func work(_ state: State, _ now: ContinuousClock.Instant) -> Work {
        if state.hasNews || now >= state.nextLook { return .look }
        return now >= state.lastWord + heartbeat ? .heartbeat : .nothing
    }
}
