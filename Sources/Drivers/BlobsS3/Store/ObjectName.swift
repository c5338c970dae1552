import Basics

/// The names of the objects: `blobs/<digest>/<moment>-<random>` and, while a digest is not known yet,
/// `incoming/<moment>-<random>`.
///
/// No name is ever written twice. The moment says how old the object is, by our clock and not the store's, and the names
/// of one blob are in the order of their age.
struct ObjectName: Sendable {
    let text: String
    /// Nil for one that is coming in.
    let digest: Digest?
    let made: Instant

    static let blobs = "blobs/"
    static let incoming = "incoming/"

    /// Nil where the name is none of ours.
    init?(_ text: String) {
        let steps = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = steps.last, last.utf8.count == 33, last.prefix(17).last == "-",
            let microseconds = Int64(last.prefix(16), radix: 16), microseconds >= 0
        else { return nil }
        switch (steps.count, steps[0]) {
        case (3, "blobs"):
            guard let digest = Digest(hex: String(steps[1])) else { return nil }
            self.digest = digest
        case (2, "incoming"): digest = nil
        default: return nil
        }
        made = Instant(microseconds: microseconds)
        self.text = text
    }

    static func new(for digest: Digest?, at moment: Instant) -> String {
        let time = String(max(moment.microseconds, 0), radix: 16)
        let padding = String(repeating: "0", count: max(0, 16 - time.utf8.count))
        return (digest.map(all) ?? incoming) + padding + time + "-" + Secret.random(bytes: 8).exposed
    }

    /// How all objects of a blob begin.
    static func all(of digest: Digest) -> String { "\(blobs)\(digest.hex)/" }

    /// A name after all objects of a blob and before those of the next one.
    static func end(of digest: Digest) -> String { "\(blobs)\(digest.hex)/~" }
}
