/// Tells the time; a value, so that a test can hold it still.
public struct WallClock: Sendable {
    private let reading: @Sendable () -> Instant

    public init(_ reading: @escaping @Sendable () -> Instant) {
        self.reading = reading
    }

    public var now: Instant { reading() }

    /// The machine's clock.
    public static let system = WallClock { .now }
}
