public import Access
import Basics
public import Events
import Synchronization

/// The streams that panels have open at this server.
public final class PanelLines: Sendable {
    private let most: Int
    private let state = Mutex(State())

    /// Streams of one panel; with one more, the oldest is ended: it is most likely a connection that broke unnoticed.
    private static let mostOfOne = 3
    /// Between two looks at what is due; far less than any of a line's times.
    private static let tick = Duration.milliseconds(500)

    private struct State {
        var isShutDown = false
        var count = 0
        var lines: [ID<Panel>: [PanelLine]] = [:]
        /// Panels with streams, by their buildings.
        var panels: [ID<Building>: Set<ID<Panel>>] = [:]
    }

    /// - Parameter most: streams at the same time.
    public init(most: Int) {
        self.most = most
    }

    public var count: Int { state.withLock(\.count) }

    /// Wakes the streams that an event of the outbox is for; any other event is none of theirs.
    public func hear(_ event: OutboxEvent) {
        guard let channel = PanelChannel(event.channel) else { return }
        for line in lines(on: channel) { line.tellNews() }
    }

    /// Wakes streams whose time has come, until its task is cancelled.
    public func run() async {
        while (try? await Task.sleep(for: PanelLines.tick)) != nil {
            let now = ContinuousClock.now
            for line in state.withLock({ state in state.lines.values.flatMap { $0 } }) { line.tick(now) }
        }
    }

    /// Ends every stream and takes no new ones.
    public func shutDown() {
        let all = state.withLock { state in
            state.isShutDown = true
            return state.lines.values.flatMap { $0 }
        }
        for line in all { line.end() }
    }

    /// Whether `open` would succeed now.
    var hasRoom: Bool { state.withLock { !$0.isShutDown && $0.count < most } }

    /// A new stream, to be handed to `close` in the end; nil where there are as many as there may be.
    func open(_ caller: PanelCaller) -> PanelLine? {
        let line = PanelLine(of: caller)
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
        line.end()
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
