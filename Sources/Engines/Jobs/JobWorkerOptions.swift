/// How a worker goes about its work.
public struct JobWorkerOptions: Sendable {
    /// Jobs that run at the same time.
    public var concurrency: Int
    /// How often to look for jobs that nobody told of.
    public var pollInterval: Duration
    /// How long a job stays with a worker that says nothing; a third of it is the time between two signs of life.
    public var lease: Duration
    /// How long done and canceled jobs are kept.
    public var keepFinished: Duration
    /// How long dead jobs are kept.
    public var keepDead: Duration

    public init(
        concurrency: Int = 4, pollInterval: Duration = .seconds(1), lease: Duration = .seconds(30),
        keepFinished: Duration = .seconds(7 * 86400), keepDead: Duration = .seconds(30 * 86400)
    ) {
        self.concurrency = max(1, concurrency)
        self.pollInterval = pollInterval
        self.lease = lease
        self.keepFinished = keepFinished
        self.keepDead = keepDead
    }
}
