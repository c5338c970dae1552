import Glibc

/// The workbook's table of strings (ECMA-376 Part 1, clause 18.4): all bytes in one block, and where each string ends.
///
/// Never changes once it is read, so any number of readers may use it at once.
final class SharedStrings: @unchecked Sendable {
    private(set) var count = 0
    /// The strings' bytes, one after another.
    var bytes: UnsafePointer<UInt8> { UnsafePointer(arena.base) }
    /// String n stands between `ends[n]` and `ends[n + 1]`.
    private(set) var ends: UnsafeMutablePointer<UInt32>

    private var arena: ByteArena
    private var capacity = 0

    static let none = SharedStrings()

    private init() {
        arena = ByteArena(capacity: 0)
        ends = .allocate(capacity: 1)
        ends[0] = 0
        capacity = 1
    }

    convenience init(_ xml: consuming XMLScanner) throws(XLSXError) {
        self.init()
        let limits = xml.limits
        let allowed = min(limits.maximumSharedStringBytes, Int(UInt32.max))
        while true {
            let event = try xml.next()
            if event == .finished { break }
            guard event == .start, xml.name == .si else { continue }
            try xml.appendStringItem(to: &arena, limit: "maximumSharedStringBytes", allowed: allowed)
            try xml.check("maximumSharedStrings", limits.maximumSharedStrings, count + 1)
            append(end: UInt32(arena.count))
        }
    }

    deinit { ends.deallocate() }

    private func append(end: UInt32) {
        if count + 1 == capacity {
            let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
            memcpy(larger, ends, capacity * MemoryLayout<UInt32>.stride)
            ends.deallocate()
            ends = larger
            capacity *= 2
        }
        count += 1
        ends[count] = end
    }
}
