import Dispatch
import Storage

/// Something asynchronous that is waited for on a thread, as a transaction's closure has to.
final class BlockingCall: Sendable {
    private let done = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () async throws -> Void) {
        Task { [done] in
            try await work()
            done.signal()
        }
    }

    /// Whether it ended well in time.
    func isDone(inSeconds seconds: Int) -> Bool { done.wait(timeout: .now() + .seconds(seconds)) == .success }
}
