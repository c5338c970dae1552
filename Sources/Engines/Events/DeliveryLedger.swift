import Synchronization

/// Rows that were written to a socket and are not yet marked so in the outbox.
///
/// Past its bound it forgets, which costs a repeated delivery and nothing else.
final class DeliveryLedger: Sendable {
    private let rows = Mutex<Set<Int64>>([])
    private let bound: Int

    init(bound: Int = 10_000) {
        self.bound = bound
    }

    func note(_ row: Int64) {
        rows.withLock { rows in
            if rows.count < bound { rows.insert(row) }
        }
    }

    /// At most `limit` of them, removed.
    func take(_ limit: Int) -> [Int64] {
        rows.withLock { rows in
            let taken = Array(rows.prefix(limit))
            rows.subtract(taken)
            return taken
        }
    }

    func putBack(_ taken: [Int64]) {
        taken.forEach(note)
    }
}
