/// How processes on one database tell each other that something was committed for which another may be waiting.
///
/// A signal says no more than its name. It may come late, twice or not at all: whoever waits for one also looks by itself
/// now and then.
public protocol SignalBoard: Sendable {
    /// Tells the other processes; to be called after the commit, and only while `listen` runs.
    func send(_ signal: Signal)

    /// Hears what the others send until the task is cancelled.
    ///
    /// After every gap, and at the beginning, each signal is heard once, for it may have been sent meanwhile.
    func listen(to signals: [Signal], _ hear: @escaping @Sendable (Signal) -> Void) async
}

/// What processes tell each other.
public struct Signal: Hashable, Sendable {
    /// Lower-case letters and underscores.
    public let name: String

    public init(_ name: StaticString) {
        self.name = "\(name)"
    }
}
