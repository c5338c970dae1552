public import Access
import Basics
public import Events
import HTTPSupport
import Synchronization

/// The streams that panels have open at this server, and the few tasks that do their work.
public final class PanelLines: Sendable {
    private let commands: PanelCommands
    private let most: Int
    private let looks = LookQueue()
    private let state = Mutex(State())

    /// Streams of one panel; with one more, the oldest is ended: it is most likely a connection that broke unnoticed.
    private static let mostOfOne = 3
    /// Between two looks at what is due; far less than any of a line's times.
    private static let tick = Duration.milliseconds(500)
    /// Looks at the same time; the others wait in their queue, which costs no task and no memory to speak of.
    private static let mostLooks = 16
    /// How long streams that the server ends have to take their end.
    private static let farewell = Duration.seconds(3)

    private struct State {
        var isShutDown = false
        var count = 0
        var lines: [ID<Panel>: [PanelLine]] = [:]
        /// Panels with streams, by their buildings.
        var panels: [ID<Building>: Set<ID<Panel>>] = [:]

        var all: [PanelLine] { lines.values.flatMap { $0 } }
    }

    /// - Parameter most: streams at the same time.
    public init(commands: PanelCommands, most: Int) {
        (self.commands, self.most) = (commands, most)
    }

    public var count: Int { state.withLock(\.count) }

    /// Wakes the streams that an event of the outbox is for; any other event is none of theirs.
    public func hear(_ event: OutboxEvent) {
        guard let channel = PanelChannel(event.channel) else { return }
        let isUrgent = if case .panel = channel { true } else { false }
        for line in lines(on: channel) {
            line.tellNews(isUrgent: isUrgent)
            attend(line)
        }
    }

    /// Does what is due on the streams, until its task is cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watchTheTime() }
            group.addTask { await self.look() }
        }
    }

    /// Ends every stream and takes no new ones; returns when they have ended.
    public func shutDown() async {
        let all = state.withLock { state in
            state.isShutDown = true
            return state.all
        }
        for line in all { line.end() }
        let end = ContinuousClock.now + PanelLines.farewell
        while count > 0, .now < end, (try? await Task.sleep(for: .milliseconds(10))) != nil {}
    }

    /// Whether `open` would succeed now.
    var hasRoom: Bool { state.withLock { !$0.isShutDown && $0.count < most } }

    /// A new line; nil where there are as many as there may be.
    func open(_ caller: PanelCaller, _ secret: Secret, on stream: ResponseStream) -> PanelLine? {
        let line = PanelLine(of: caller, secret, on: stream, among: self)
        let former: PanelLine?? = state.withLock { state in
            guard !state.isShutDown, state.count < most else { return nil }
            state.count += 1
            state.panels[caller.building, default: []].insert(caller.panel)
            state.lines[caller.panel, default: []].append(line)
            let own = state.lines[caller.panel] ?? []
            return .some(own.count > PanelLines.mostOfOne ? own[0] : nil)
        }
        guard let former else { return nil }
        former?.end()
        line.begin()
        return line
    }

    func close(_ line: PanelLine) {
        let (panel, building) = (line.caller.panel, line.caller.building)
        state.withLock { state in
            guard let index = state.lines[panel]?.firstIndex(where: { $0 === line }) else { return }
            state.count -= 1
            state.lines[panel]?.remove(at: index)
            guard state.lines[panel]?.isEmpty == true else { return }
            state.lines[panel] = nil
            state.panels[building]?.remove(panel)
            if state.panels[building]?.isEmpty == true { state.panels[building] = nil }
        }
    }

    /// Does for a line what is due, or sees to it that somebody does.
    func attend(_ line: PanelLine, _ now: ContinuousClock.Instant = .now) {
        switch line.next(now) {
        case .look(let isUrgent): looks.add(line, isUrgent: isUrgent)
        case .heartbeat: line.showLife()
        case .leave: line.abandon()
        case .nothing: break
        }
    }

    private func watchTheTime() async {
        while (try? await Task.sleep(for: PanelLines.tick)) != nil {
            let now = ContinuousClock.now
            for line in state.withLock(\.all) { attend(line, now) }
        }
    }

    private func look() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await _ in looks.wakes {
                while true {
                    if running == PanelLines.mostLooks {
                        await group.next()
                        running -= 1
                    }
                    guard let line = looks.take() else { break }
                    group.addTask { await self.look(for: line) }
                    running += 1
                }
            }
        }
    }

    private func look(for line: PanelLine) async {
        do {
            if let waiting = try await commands.waiting(for: line.secret) {
                line.looked(waiting)
            } else {
                // Its token is not in force any more.
                line.end()
            }
        } catch {
            line.lookFailed()
        }
    }

    private func lines(on channel: PanelChannel) -> [PanelLine] {
        state.withLock { state in
            switch channel {
            case .panel(let panel): state.lines[panel] ?? []
            case .building(let building):
                (state.panels[building] ?? []).flatMap { state.lines[$0] ?? [] }
            }
        }
    }
}
