import Glibc

/// The workbook's table of strings (ECMA-376 Part 1, clause 18.4): all bytes in one block, and where each string ends; past
/// a budget the rest in a file.
///
/// Never changes once it is read, so any number of readers may use it at once.
final class SharedStrings: @unchecked Sendable {
    let count: Int
    /// The first strings, which are held in memory.
    let countInMemory: Int
    /// The strings' bytes, one after another.
    let bytes: UnsafePointer<UInt8>
    /// String n stands between `ends[n]` and `ends[n + 1]`.
    let ends: UnsafePointer<UInt32>
    /// The strings past the budget.
    let spilled: SpilledStrings?

    private let arena: ByteArena
    private let endArena: ByteArena

    static let none = SharedStrings(ByteArena(capacity: 0), StringEnds(), nil)

    private init(_ arena: consuming ByteArena, _ ends: consuming StringEnds, _ spilled: SpilledStrings?) {
        bytes = UnsafePointer(arena.base)
        self.ends = ends.base
        countInMemory = ends.count
        count = ends.count + (spilled?.count ?? 0)
        endArena = ends.finish()
        self.arena = arena
        self.spilled = spilled
    }

    convenience init(_ xml: consuming XMLScanner) throws(XLSXError) {
        let limits = xml.limits
        let budget = min(limits.sharedStringMemory, Int(UInt32.max) - limits.maximumTextBytes)
        var arena = ByteArena(capacity: 0)
        var ends = StringEnds()
        var spilled: SpilledStrings?
        while true {
            if spilled == nil { try Self.readPlainItems(&xml, budget, into: &arena, &ends) }
            let event = try xml.next()
            if event == .finished { break }
            guard event == .start, xml.name == .si else { continue }
            let start = arena.count
            let before = spilled?.byteCount ?? 0
            try xml.appendStringItem(
                to: &arena, limit: "maximumSharedStringBytes",
                allowed: max(limits.maximumSharedStringBytes - before, 0))
            try xml.check("maximumSharedStrings", limits.maximumSharedStrings, ends.count + (spilled?.count ?? 0) + 1)
            if spilled == nil, arena.count + ends.size > budget {
                spilled = try SpilledStrings(in: limits.temporaryFolder)
            }
            guard let spilled else {
                ends.append(arena.count)
                continue
            }
            try spilled.append(arena.base + start, arena.count - start)
            arena.removeLast(arena.count - start)
        }
        try spilled?.flush()
        self.init(arena, ends, spilled)
    }

    /// Reads items up to the first that is written in another way, or over the budget.
    private static func readPlainItems(
        _ xml: inout XMLScanner, _ budget: Int, into arena: inout ByteArena, _ ends: inout StringEnds
    ) throws(XLSXError) {
        let limits = xml.limits
        guard xml.allowsPlainReading else { return }
        let start = UnsafePointer(xml.base + xml.cursor)
        var here = ByteCursor(start, end: xml.base + xml.end)
        var before = here
        while true {
            let place = arena.count
            before = here
            guard arena.appendPlainItem(&here) else { break }
            guard arena.count + ends.size <= budget else {
                arena.removeLast(arena.count - place)
                break
            }
            try xml.check("maximumSharedStringBytes", limits.maximumSharedStringBytes, arena.count)
            try xml.check("maximumSharedStrings", limits.maximumSharedStrings, ends.count + 1)
            ends.append(arena.count)
        }
        xml.cursor += before.place - start
    }
}

/// Where each string ends, as 32-bit numbers in a block that grows.
private struct StringEnds: ~Copyable {
    private var arena = ByteArena(capacity: 64)
    private(set) var count = -1

    init() { append(0) }

    var base: UnsafePointer<UInt32> {
        UnsafeRawPointer(arena.base).assumingMemoryBound(to: UInt32.self)
    }

    /// Bytes of memory.
    var size: Int { arena.count }

    @inline(__always)
    mutating func append(_ end: Int) {
        arena.append(word: UInt32(truncatingIfNeeded: end))
        count &+= 1
    }

    consuming func finish() -> ByteArena { arena }
}
