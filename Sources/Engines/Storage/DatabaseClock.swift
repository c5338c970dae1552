public import Basics
import Synchronization

/// The database's time without asking it each time: what many servers have to agree on within a second.
///
/// It is asked once a minute; in between, the machine's monotonic clock counts on from its last answer.
public final class DatabaseClock: Sendable {
    private let storage: any Storage
    private let last = Mutex<(answer: Instant, at: ContinuousClock.Instant)?>(nil)

    private static let validity = Duration.seconds(60)

    public init(_ storage: any Storage) {
        self.storage = storage
    }

    public func now() async throws -> Instant {
        if let known = last.withLock({ $0 }) {
            let age = ContinuousClock.now - known.at
            if age < DatabaseClock.validity { return known.answer + age }
        }
        let answer = try await storage.read { tx in try tx.now() }
        last.withLock { $0 = (answer, .now) }
        return answer
    }
}
