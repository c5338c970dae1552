import Basics
import Storage

/// How many openings a stream has, and which of them stands at a place, without counting them out.
///
/// Every opening of a stream has a number, the oldest that ever was having 0. `door_release_tally` says how many there have
/// been, `door_release_mark` which has the number 512, 1,024 and so on, as far as `door_release_tallied`; openings after
/// that are counted. So a place is found by way of a mark and fewer than 512 openings behind it.
struct ReleaseTally {
    let stream: ReleaseStream
    /// Openings up to this one are in the tally.
    private let tallied: Int64
    private let tx: any Transaction
    /// The number that the stream's next opening will have.
    let end: Int
    /// The number of the first opening that is there.
    let start: Int
    /// That opening; nil where there is none.
    private let first: Int64?

    static let spacing = 512

    init(of stream: ReleaseStream, in tx: any Transaction) throws {
        self.stream = stream
        self.tx = tx
        tallied = try tx.first("SELECT upto FROM door_release_tallied WHERE id = 1")?.integer("upto") ?? 0
        let number = try tx.first(
            "SELECT number FROM door_release_tally WHERE kind = \(stream.kind.rawValue) AND owner = \(stream.owner)")
        let fresh = try tx.integer(
            "SELECT COUNT(*) FROM door_release WHERE \(stream.condition) AND id > \(tallied)")
        let counted = try number?.int("number") ?? 0
        end = counted + Int(fresh)
        first = try tx.first("SELECT id FROM door_release WHERE \(stream.condition) ORDER BY id LIMIT 1")?.integer("id")
        start = try ReleaseTally.number(of: first, in: stream, tallied: tallied, counted: counted, tx)
    }

    var total: Int { max(0, end - start) }

    /// So many openings from this place on, in the order of their ids or against it.
    func ids(from offset: Int, most: Int, isNewestFirst: Bool) throws -> [Int64] {
        guard offset < total else { return [] }
        let most = min(most, total - offset)
        let lowest = isNewestFirst ? end - offset - most : start + offset
        var (number, from) = (start, first ?? 0)
        if let mark = try mark(atOrBefore: lowest), mark.number > start { (number, from) = mark }
        let ids = try tx.fetch(
            """
            SELECT id FROM door_release WHERE \(stream.condition) AND id >= \(from)
            ORDER BY id LIMIT \(most) OFFSET \(lowest - number)
            """
        ).map { try $0.integer("id") }
        return isNewestFirst ? ids.reversed() : ids
    }

    private func mark(atOrBefore number: Int) throws -> (number: Int, release: Int64)? {
        try tx.first(
            """
            SELECT place, release FROM door_release_mark
            WHERE kind = \(stream.kind.rawValue) AND owner = \(stream.owner) AND place <= \(number / Self.spacing)
            ORDER BY place DESC LIMIT 1
            """
        ).map { (try $0.int("place") * Self.spacing, try $0.integer("release")) }
    }

    /// The number of the first opening that the stream has still, or has for this tenant.
    private static func number(
        of first: Int64?, in stream: ReleaseStream, tallied: Int64, counted: Int, _ tx: any Transaction
    ) throws -> Int {
        guard let first, first <= tallied else { return counted }
        let mark = try tx.first(
            """
            SELECT place, release FROM door_release_mark
            WHERE kind = \(stream.kind.rawValue) AND owner = \(stream.owner) AND release >= \(first)
            ORDER BY release LIMIT 1
            """)
        let number = try mark.map { try $0.int("place") * spacing } ?? counted
        let until = try mark.map { try $0.integer("release") - 1 } ?? tallied
        let between = try tx.integer(
            """
            SELECT COUNT(*) FROM door_release
            WHERE \(stream.condition) AND id >= \(first) AND id <= \(until)
            """)
        return number - Int(between)
    }
}
