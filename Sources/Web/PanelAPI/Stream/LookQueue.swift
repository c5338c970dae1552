import Synchronization

/// Streams for which somebody has to look for commands: those that were told of something of their own before the others, for
/// news of a whole building must not hold up a door.
final class LookQueue: Sendable {
    /// Whenever there may be a line to take. To be taken by one task.
    let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let state = Mutex(State())

    private struct State {
        var urgent = Row()
        var other = Row()
    }

    init() {
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func add(_ line: PanelLine, isUrgent: Bool) {
        state.withLock { state in
            if isUrgent { state.urgent.add(line) } else { state.other.add(line) }
        }
        wake.yield()
    }

    /// The next one, removed; nil where none waits.
    func take() -> PanelLine? {
        state.withLock { state in state.urgent.take() ?? state.other.take() }
    }

    /// First in, first out.
    private struct Row {
        private var lines: [PanelLine] = []
        private var taken = 0

        mutating func add(_ line: PanelLine) {
            lines.append(line)
        }

        mutating func take() -> PanelLine? {
            guard taken < lines.count else { return nil }
            let line = lines[taken]
            taken += 1
            // What is moved costs no more than what was taken.
            if taken * 2 >= lines.count {
                lines.removeFirst(taken)
                taken = 0
            }
            return line
        }
    }
}
