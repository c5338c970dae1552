import CByteScan
import Glibc
import Zip

/// XML on its way into an entry of an archive, gathered in one block of memory.
///
/// `write` is for markup of any length. A row's cells are put at a cursor instead: `room` makes sure that so many bytes
/// fit, and `settle` says how far the cursor came.
final class XMLOutput {
    private let archive: ZipWriter
    private let block = UnsafeMutablePointer<UInt8>.allocate(capacity: XMLOutput.size + XMLOutput.padding)
    private var used = 0

    private static let size = 128 << 10
    /// Bytes behind the block that may be looked at and written to, but count for nothing.
    private static let padding = 32
    /// The most that `room` can be asked for.
    static let maximumRoom = 64 << 10

    init(archive: ZipWriter) {
        self.archive = archive
        block.initialize(repeating: 0, count: Self.size + Self.padding)
    }

    deinit { block.deallocate() }

    func write(_ text: StaticString) throws(WorkbookWriteError) {
        try write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookWriteError) {
        guard let start = bytes.baseAddress else { return }
        if bytes.count > Self.size - used { try flush() }
        guard bytes.count <= Self.size else {
            try pass(UnsafeRawBufferPointer(bytes))
            return
        }
        (block + used).update(from: start, count: bytes.count)
        used += bytes.count
    }

    /// Markup made by us, without escaping.
    func write(markup: String) throws(WorkbookWriteError) {
        try markup.utf8Span.span.withUnsafeBufferPointer { bytes throws(WorkbookWriteError) in try write(bytes) }
    }

    /// Text, with everything escaped that XML cannot hold.
    func write(text: String) throws(WorkbookWriteError) {
        try text.utf8Span.span.withUnsafeBufferPointer { bytes throws(WorkbookWriteError) in
            if XMLText.isPlain(bytes) {
                try write(bytes)
            } else {
                let escaped = XMLText.escaped(bytes)
                try escaped.withUnsafeBufferPointer { buffer throws(WorkbookWriteError) in try write(buffer) }
            }
        }
    }

    func write(number: Int) throws(WorkbookWriteError) {
        var cursor = try room(24)
        cursor.put(number)
        settle(cursor)
    }

    func write(cell column: Int, row: Int) throws(WorkbookWriteError) {
        let start = try room(32).place
        var cursor = XMLCursor(start)
        cursor.place += CellName.append(column: column, to: start)
        cursor.put(row)
        settle(cursor)
    }

    func flush() throws(WorkbookWriteError) {
        guard used > 0 else { return }
        let count = used
        used = 0
        try pass(UnsafeRawBufferPointer(start: block, count: count))
    }

    private func pass(_ bytes: UnsafeRawBufferPointer) throws(WorkbookWriteError) {
        do { try archive.write(bytes) } catch { throw .archive(error) }
    }

    // MARK: The cursor

    /// A cursor with room for so many bytes, `maximumRoom` at most.
    @inline(__always)
    func room(_ count: Int) throws(WorkbookWriteError) -> XMLCursor {
        if Self.size - used < count { try flush() }
        return XMLCursor(block + used)
    }

    /// The same in the middle of a row.
    @inline(__always)
    func room(_ count: Int, after cursor: inout XMLCursor) throws(WorkbookWriteError) {
        guard block + Self.size - cursor.place < count else { return }
        settle(cursor)
        try flush()
        cursor = XMLCursor(block)
    }

    @inline(__always)
    func settle(_ cursor: XMLCursor) { used = cursor.place - block }
}

/// A place in a block where bytes are put without looking whether they fit; whoever puts them has asked for room.
struct XMLCursor {
    var place: UnsafeMutablePointer<UInt8>

    @inline(__always)
    init(_ place: UnsafeMutablePointer<UInt8>) { self.place = place }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        memcpy(place, text.utf8Start, text.utf8CodeUnitCount)
        place += text.utf8CodeUnitCount
    }

    /// The first bytes of a word; all eight are written.
    @inline(__always)
    mutating func put(_ word: UInt64, _ count: Int) {
        UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
        place += count
    }

    /// A number in digits, 20 bytes at most.
    @inline(__always)
    mutating func put(_ number: Int) {
        if number >= 0, number < 10 {
            place.pointee = 0x30 &+ UInt8(truncatingIfNeeded: number)
            place += 1
        } else {
            place += CellName.append(number, to: place)
        }
    }

    /// Text as it is, if nothing in it needs escaping; else nothing is put. Needs 16 bytes more room than the text has.
    @inline(__always)
    mutating func put(plain text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return true }
        memcpy(place, start, text.count)
        var done = 0
        while done < text.count {
            var found = byte_scan_xml_16(place + done)
            let left = text.count - done
            if left < 16 { found &= (1 << UInt32(left)) - 1 }
            guard found == 0 else { return false }
            done += 16
        }
        place += text.count
        return true
    }
}
