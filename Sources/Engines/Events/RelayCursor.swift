import Basics

/// How far the outbox has been read, and which numbers below were skipped.
///
/// Where several transactions append at once, a higher number can become visible before a lower one. The skipped
/// numbers are looked for again for a while; a number that stays away was rolled back.
struct RelayCursor {
    /// The highest row seen; nil before the first, when nothing below it counts as skipped.
    private(set) var last: Int64?
    private var skipped: [Int64: Instant] = [:]

    /// Numbers that are looked for at most, the highest ones.
    static let mostSkipped: Int64 = 200
    /// How long a skipped number is looked for.
    static let patience = Duration.seconds(60)

    init(after row: Int64) {
        last = row > 0 ? row : nil
    }

    var missing: [Int64] { skipped.keys.sorted() }

    /// Notes a row as seen; false where it was seen before.
    mutating func see(_ row: Int64, at now: Instant) -> Bool {
        guard let last else {
            self.last = row
            return true
        }
        guard row > last else { return skipped.removeValue(forKey: row) != nil }
        for number in max(last + 1, row - RelayCursor.mostSkipped)..<row { skipped[number] = now }
        self.last = row
        return true
    }

    mutating func forgetOld(at now: Instant) {
        skipped = skipped.filter { $0.value + RelayCursor.patience > now }
        if skipped.count > RelayCursor.mostSkipped {
            for row in missing.prefix(skipped.count - Int(RelayCursor.mostSkipped)) { skipped[row] = nil }
        }
    }
}
