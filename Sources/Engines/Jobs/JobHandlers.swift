public import Storage

/// Who does which kind of job.
public struct JobHandlers: Sendable {
    /// Does a job. An error that it throws counts as a failed attempt, to be tried again after a while.
    public typealias Perform = @Sendable (JobContext) async throws -> JobOutcome
    /// Told inside the transaction that marks the job as dead.
    public typealias OnDead = @Sendable (Job, any Transaction) throws -> Void

    struct Handler: Sendable {
        let backoff: Backoff
        let onDead: OnDead?
        let perform: Perform
    }

    private(set) var handlers: [String: Handler] = [:]

    public init() {}

    /// A kind that is registered again gets the later handler.
    public mutating func register(
        _ kind: String, backoff: Backoff = Backoff(), onDead: OnDead? = nil, perform: @escaping Perform
    ) {
        handlers[kind] = Handler(backoff: backoff, onDead: onDead, perform: perform)
    }
}

/// What became of an attempt.
public enum JobOutcome: Sendable, Equatable {
    case done
    /// Counts as a failed attempt. Without a time the back-off decides.
    case retry(after: Duration? = nil, reason: String)
    /// It is not needed any more.
    case cancel(reason: String)
}

/// How long to wait after a failed attempt: twice as long each time, within limits, somewhat at random so that what
/// failed together does not come back together.
public struct Backoff: Sendable {
    public var first: Duration
    public var most: Duration
    /// The part of the delay that is left to chance: 0 none, 1 all.
    public var jitter: Double

    public init(first: Duration = .seconds(2), most: Duration = .seconds(3600), jitter: Double = 0.5) {
        self.first = first
        self.most = most
        self.jitter = min(max(jitter, 0), 1)
    }

    /// The delay after this attempt, counted from 1.
    public func delay(after attempt: Int) -> Duration {
        var delay = first
        for _ in 1..<max(2, min(attempt, 64)) where attempt > 1 && delay < most { delay *= 2 }
        return min(delay, most) * (1 - jitter * Double.random(in: 0...1))
    }
}
