import Basics

/// When a message that did not arrive is sent again: soon at first, then after growing pauses, for three days.
enum WebhookPauses {
    /// How long a message is tried.
    static let patience: Duration = .seconds(3 * 86_400)

    /// Seconds; the last one repeats.
    private static let pauses: [Double] = [15, 60, 300, 1800, 7200, 18_000, 36_000]

    /// Nil: given up. The last attempt is made when the three days are over.
    ///
    /// - Parameter attempts: those that have been, this one included.
    static func next(after attempts: Int, begun: Instant, now: Instant) -> Instant? {
        let end = begun + patience
        guard now < end else { return nil }
        let pause = pauses[min(max(attempts, 1), pauses.count) - 1]
        // What failed together does not come back together.
        return min(end, now + .seconds(pause * Double.random(in: 0.7...1.3)))
    }
}
