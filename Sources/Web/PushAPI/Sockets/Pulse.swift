import Events
import Synchronization

/// Whether the client still lives: anything that it sends is a sign.
final class Pulse: Sendable {
    private let last = Mutex(ContinuousClock.now)

    func beat() {
        last.withLock { $0 = .now }
    }

    /// Asks a client that was silent for the activity timeout, and parts from one that does not answer.
    func watch(_ socket: PushSocket, _ subscriber: PushSubscriber) async {
        let settings = socket.settings
        while subscriber.ending == nil {
            let silence = last.withLock(\.self) + settings.activityTimeout
            guard (try? await Task.sleep(until: silence, clock: .continuous)) != nil else { return }
            let heard = last.withLock(\.self)
            guard heard + settings.activityTimeout <= .now else { continue }
            subscriber.say(Sentence.ping)
            guard (try? await Task.sleep(for: settings.pongTimeout)) != nil else { return }
            if last.withLock(\.self) == heard {
                socket.part(.error(.noPong), from: subscriber)
                return
            }
        }
    }
}
