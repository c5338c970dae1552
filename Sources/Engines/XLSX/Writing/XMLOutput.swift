import Zip

/// XML on its way into an entry of an archive, gathered in one block of memory.
final class XMLOutput {
    private let archive: ZipWriter
    private let block = UnsafeMutablePointer<UInt8>.allocate(capacity: XMLOutput.size)
    private var used = 0

    private static let size = 128 << 10

    init(archive: ZipWriter) { self.archive = archive }

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
        if Self.size - used < 24 { try flush() }
        used += CellName.append(number, to: block + used)
    }

    func write(cell column: Int, row: Int) throws(WorkbookWriteError) {
        if Self.size - used < 32 { try flush() }
        used += CellName.append(column: column, to: block + used)
        used += CellName.append(row, to: block + used)
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
}
