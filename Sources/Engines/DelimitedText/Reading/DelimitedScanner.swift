import CByteScan
import Glibc
import XLSX

/// Reads the records of a text one after another out of a window that is used again and again; nothing is allocated for
/// a field or a record.
///
/// 64 bytes at a time are turned into a mask of what may end a field, and the fields are read off its bits. A record
/// that the window does not hold to its end is read again once there is more of it.
struct DelimitedScanner: ~Copyable {
    private let source: TextSource
    private let limits: DelimitedTextLimits
    private let takesStrayQuotes: Bool
    private var delimiter: DelimitedText.Delimiter?

    /// The window: `base[start..<end]` is what has not been read yet, with 64 bytes of no meaning behind it.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var start = 0
    private var end = 0
    private var isLast = false

    private let cells: UnsafeMutablePointer<StoredCell>
    private let cellCapacity: Int
    private var cellCount = 0
    private var rowStart = 0
    /// Whether quotes of the row hold line ends.
    private var hasLineEnds = false
    /// Whether there are quotes in pairs in the row.
    private var hasPairs = false
    /// Fields of the row that are not empty.
    private(set) var filledCount = 0

    private var rowIndex = 0
    /// Line ends before the row, inside quotes too.
    private var lines = 0
    /// Bytes of the text before the window.
    private var passed = 0

    /// Bytes that may be looked at behind the end; also the least room that the source is given.
    private static let padding = 64

    init(
        _ source: TextSource, delimiter: DelimitedText.Delimiter?, strayQuotes: DelimitedText.StrayQuotes,
        limits: DelimitedTextLimits, window: Int = 256 << 10
    ) {
        self.source = source
        passed = source.markLength
        self.delimiter = delimiter
        self.limits = limits
        takesStrayQuotes = strayQuotes == .literal
        capacity = max(window, 2 * Self.padding)
        base = .allocate(capacity: capacity + Self.padding)
        base.initialize(repeating: 0, count: capacity + Self.padding)
        cellCapacity = min(max(limits.maximumColumns, 1), CellReference.columnCount)
        cells = .allocate(capacity: cellCapacity)
    }

    deinit {
        base.deallocate()
        cells.deallocate()
    }

    /// The row read last.
    var row: SheetRow {
        SheetRow(
            index: rowIndex, count: cellCount, cells: cells, text: base + rowStart, shared: base + rowStart,
            is1904: false)
    }

    /// Goes to the next record with text in it; false after the last.
    mutating func nextRow() throws(DelimitedTextError) -> Bool {
        let delimiter = try knownDelimiter().rawValue
        while true {
            switch try scan(delimiter) {
            case .row:
                if hasPairs { undoubleQuotes() }
                if filledCount > 0 { return true }
            case .needsMore:
                try refill()
            case .finished:
                return false
            }
        }
    }

    /// The delimiter, told from the first records where nobody said it.
    mutating func knownDelimiter() throws(DelimitedTextError) -> DelimitedText.Delimiter {
        if let delimiter { return delimiter }
        try refill()
        let guess = DelimiterGuess(UnsafeBufferPointer(start: base + start, count: end - start))
        start += guess.announcementLength
        lines += guess.announcementLength > 0 ? 1 : 0
        delimiter = guess.delimiter
        return guess.delimiter
    }

    // MARK: Scanning

    private enum Outcome { case row, needsMore, finished }

    /// The 64 bytes that are looked at: where they start, and what is in them.
    private struct Block {
        var start: Int
        var found: byte_scan_fields
        /// What may end a field and has not been looked at yet.
        var bits: UInt64

        @inline(__always)
        init(_ base: UnsafePointer<UInt8>, around place: Int, _ delimiter: UInt8) {
            start = place & ~63
            found = byte_scan_find_fields(base + start, delimiter)
            bits = found.structural & Block.from(place)
        }

        /// The bits of a place and of all behind it.
        @inline(__always)
        static func from(_ place: Int) -> UInt64 { .max << UInt64(truncatingIfNeeded: place & 63) }
    }

    /// Reads one record off the window.
    private mutating func scan(_ delimiter: UInt8) throws(DelimitedTextError) -> Outcome {
        guard start < end else { return isLast ? .finished : .needsMore }
        // In locals, for the loop's sake.
        let base = UnsafePointer(base)
        let (cells, cellCapacity) = (cells, cellCapacity)
        let (rowStart, end, isLast) = (start, end, isLast)
        let maximumRowBytes = limits.maximumRowBytes
        var count = 0
        var filled = 0
        var fieldStart = start
        /// Where a field in quotes ends; -1 in a field without.
        var fieldEnd = -1
        var block = Block(base, around: start, delimiter)
        hasLineEnds = false
        hasPairs = false
        self.rowStart = rowStart

        while true {
            while block.bits == 0, block.start &+ 64 < end {
                block = Block(base, around: block.start &+ 64, delimiter)
            }
            // Past the end there is only padding.
            let place = block.bits == 0 ? end : min(block.start &+ block.bits.trailingZeroBitCount, end)
            if place == end, !isLast { return .needsMore }
            block.bits &= block.bits &- 1
            // The end of the text ends a field as a line's end does.
            let byte = place < end ? base[place] : 0x0A
            if byte == 0x22 {
                guard place == fieldStart else {
                    if takesStrayQuotes { continue }
                    throw .strayQuote(self.place(place, column: count))
                }
                guard let closing = closing(place, &block, delimiter) else {
                    guard isLast else { return .needsMore }
                    throw .unclosedQuote(self.place(place, column: count))
                }
                if closing &+ 1 < end {
                    let next = base[closing &+ 1]
                    guard next == delimiter || next == 0x0A || next == 0x0D else {
                        throw .textAfterQuote(self.place(closing &+ 1, column: count))
                    }
                }
                fieldStart = place &+ 1
                fieldEnd = closing
                continue
            }
            guard count < cellCapacity else {
                throw .limitExceeded(
                    limit: "maximumColumns", allowed: cellCapacity, self.place(fieldStart, column: count))
            }
            let stop = fieldEnd < 0 ? place : fieldEnd
            cells[count] = Self.cell(fieldStart, stop, in: rowStart, column: count)
            count &+= 1
            filled &+= stop > fieldStart ? 1 : 0
            fieldStart = place &+ 1
            fieldEnd = -1
            guard byte != delimiter else { continue }
            var next = min(place &+ 1, end)
            if byte == 0x0D {
                guard next < end || isLast else { return .needsMore }
                if next < end, base[next] == 0x0A { next &+= 1 }
            }
            guard next &- rowStart <= maximumRowBytes else { throw tooLong(rowStart) }
            finish(count, filled, next: next)
            return .row
        }
    }

    /// The quote that closes the one at `opening`; quotes in pairs are passed over. Nil where it is not in the window,
    /// or may be the first of a pair. What is left of the block comes after it.
    @inline(__always)
    private mutating func closing(_ opening: Int, _ block: inout Block, _ delimiter: UInt8) -> Int? {
        let base = UnsafePointer(base)
        var place = opening &+ 1
        while true {
            if place & ~63 != block.start {
                guard place < end else { return nil }
                block = Block(base, around: place, delimiter)
            }
            let quotes = block.found.quotes & Block.from(place)
            let found = block.start &+ quotes.trailingZeroBitCount
            let lineEnds = block.found.line_ends & Block.from(place)
            if lineEnds.trailingZeroBitCount < quotes.trailingZeroBitCount { hasLineEnds = true }
            guard quotes != 0 else {
                place = block.start &+ 64
                continue
            }
            guard found < end else { return nil }
            let after = found &+ 1
            guard after < end else {
                block.bits = 0
                return isLast ? found : nil
            }
            guard base[after] == 0x22 else {
                if after & ~63 == block.start {
                    block.bits = block.found.structural & Block.from(after)
                } else {
                    block = Block(base, around: after, delimiter)
                }
                return found
            }
            hasPairs = true
            place = after &+ 1
        }
    }

    /// Static, for a method that borrows the scanner would copy it for each field.
    @inline(__always)
    private static func cell(_ start: Int, _ end: Int, in row: Int, column: Int) -> StoredCell {
        StoredCell(
            text: UInt32(truncatingIfNeeded: start &- row), length: UInt32(truncatingIfNeeded: end &- start),
            column: UInt16(truncatingIfNeeded: column))
    }

    @inline(__always)
    private mutating func finish(_ count: Int, _ filled: Int, next: Int) {
        cellCount = count
        filledCount = filled
        start = next
        rowIndex &+= 1
        if hasLineEnds {
            lines &+= Self.lineEnds(base + rowStart, next - rowStart, closing: true)
        } else {
            lines &+= 1
        }
    }

    // MARK: Quotes

    /// Makes one of two quotes, in place; only in fields that were in quotes, for others cannot have pairs.
    private mutating func undoubleQuotes() {
        for index in 0..<cellCount where isQuoted(cells[index]) {
            let text = base + rowStart + Int(cells[index].start)
            let length = Int(cells[index].length)
            guard let first = memchr(text, 0x22, length) else { continue }
            var read = text.distance(to: first.assumingMemoryBound(to: UInt8.self))
            var written = read
            while read < length {
                text[written] = text[read]
                read += text[read] == 0x22 ? 2 : 1
                written += 1
            }
            cells[index].length = UInt32(truncatingIfNeeded: written)
        }
    }

    private func isQuoted(_ cell: StoredCell) -> Bool {
        let place = rowStart + Int(cell.start)
        return place > rowStart && base[place - 1] == 0x22
    }

    /// How many lines end in the bytes; the last one is counted though nothing may end it.
    private static func lineEnds(_ bytes: UnsafePointer<UInt8>, _ count: Int, closing: Bool) -> Int {
        var found = 0
        var index = 0
        while index < count {
            if bytes[index] == 0x0A {
                found += 1
            } else if bytes[index] == 0x0D {
                found += 1
                if index + 1 < count, bytes[index + 1] == 0x0A { index += 1 }
            }
            index += 1
        }
        if closing, count > 0, bytes[count - 1] != 0x0A, bytes[count - 1] != 0x0D { found += 1 }
        return found
    }

    // MARK: The window

    /// Moves what is left to the front and fills the rest; makes the window larger for a record that fills it. An error
    /// of the source is thrown once the records before it are read.
    private mutating func refill() throws(DelimitedTextError) {
        let left = end - start
        if left + Self.padding > capacity {
            guard left < limits.maximumRowBytes else { throw tooLong(start) }
            grow()
        } else if start > 0 {
            memmove(base, base + start, left)
        }
        passed += start
        start = 0
        end = left
        while end + Self.padding <= capacity, !isLast {
            do throws(DelimitedTextError) {
                let count = try source.read(
                    into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
                end += count
                isLast = count == 0
            } catch {
                guard end > left else { throw error }
                return
            }
        }
    }

    private mutating func grow() {
        capacity *= 2
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
        larger.initialize(repeating: 0, count: capacity + Self.padding)
        memcpy(larger, base + start, end - start)
        base.deallocate()
        base = larger
    }

    private func tooLong(_ start: Int) -> DelimitedTextError {
        .limitExceeded(limit: "maximumRowBytes", allowed: limits.maximumRowBytes, place(start, column: 0))
    }

    private func place(_ place: Int, column: Int) -> DelimitedTextPlace {
        DelimitedTextPlace(
            line: lines + 1 + Self.lineEnds(base + rowStart, max(place - rowStart, 0), closing: false),
            row: rowIndex + 1, column: column + 1, byte: passed + place + 1)
    }
}
