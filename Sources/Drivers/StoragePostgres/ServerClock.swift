import Basics

/// The database server's clock as one connection knows it.
///
/// It is asked for once a second; in between, the machine's monotonic clock counts on from the last answer, which saves
/// most transactions a round trip. Late by the time an answer takes, never early.
struct ServerClock {
    private var last: (answer: Instant, at: ContinuousClock.Instant)?

    private static let validity = Duration.seconds(1)

    mutating func now(_ ask: () throws -> Instant) rethrows -> Instant {
        if let last {
            let age = ContinuousClock.now - last.at
            if age < Self.validity { return last.answer + age }
        }
        let answer = try ask()
        last = (answer, .now)
        return answer
    }
}
