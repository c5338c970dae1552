import Synchronization

/// Lets so many requests at a time go to one host, so that a slow one does not take all that there are.
final class HostGate: Sendable {
    private let most: Int
    private let inside = Mutex<[String: Int]>([:])

    init(most: Int) {
        self.most = most
    }

    /// False where as many as may are there; else `leave` has to follow.
    func enter(_ host: String) -> Bool {
        inside.withLock { inside in
            guard inside[host, default: 0] < most else { return false }
            inside[host, default: 0] += 1
            return true
        }
    }

    func leave(_ host: String) {
        inside.withLock { inside in
            let left = inside[host, default: 1] - 1
            inside[host] = left > 0 ? left : nil
        }
    }
}
