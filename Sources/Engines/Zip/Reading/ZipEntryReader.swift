/// Reads one entry's bytes from first to last, inflating as it goes, and checks size and CRC-32 at the end.
///
/// Memory: one block of packed bytes and the inflater's state. For one task at a time.
public final class ZipEntryReader {
    public let entry: ZipEntry
    /// Bytes handed out so far.
    public private(set) var position: UInt64 = 0

    private let file: ReadableFile
    private var offset: UInt64
    private var packedLeft: UInt64
    private let inflater: Inflater?
    private var checksum = CRC32()
    private var checked = false

    init(_ entry: ZipEntry, in file: ReadableFile, at offset: UInt64) {
        self.entry = entry
        self.file = file
        self.offset = offset
        packedLeft = entry.compressedSize
        inflater = entry.method == 8 ? Inflater() : nil
    }

    /// Fills as much of the buffer as it can; 0 means the end, which is reached only if size and checksum are right.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
        guard buffer.count > 0 else { return 0 }
        let count = try inflater == nil ? readStored(into: buffer) : readInflated(into: buffer)
        checksum.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        position += UInt64(count)
        guard position <= entry.uncompressedSize else {
            throw .sizeMismatch(entry: entry.name, expected: entry.uncompressedSize, found: position)
        }
        if count == 0 { try check() }
        return count
    }

    /// Makes sure that nothing is left and that size and checksum are right.
    public func finish() throws(ZipError) {
        var spare: UInt64 = 0
        let count = try withUnsafeMutableBytes(of: &spare) { buffer throws(ZipError) in try read(into: buffer) }
        guard count == 0 else {
            throw .sizeMismatch(entry: entry.name, expected: entry.uncompressedSize, found: position)
        }
    }

    private func readStored(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
        guard packedLeft > 0 else { return 0 }
        let wanted = Int(min(UInt64(buffer.count), packedLeft))
        let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
        guard count > 0 else { throw .truncated(what: "the data of '\(entry.name)' ends too early") }
        offset += UInt64(count)
        packedLeft -= UInt64(count)
        return count
    }

    private func readInflated(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
        guard let inflater else { return 0 }
        var done = 0
        while done < buffer.count, !inflater.isFinished {
            if inflater.needsInput, packedLeft > 0 {
                let wanted = Int(min(UInt64(inflater.input.count), packedLeft))
                let room = UnsafeMutableRawBufferPointer(rebasing: inflater.input[..<wanted])
                let count = try file.read(into: room, at: offset)
                guard count > 0 else { throw .truncated(what: "the data of '\(entry.name)' ends too early") }
                offset += UInt64(count)
                packedLeft -= UInt64(count)
                inflater.supply(count)
            }
            let inputBefore = inflater.inputLeft
            guard let count = inflater.inflate(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...])) else {
                throw .corruptData(entry: entry.name)
            }
            done += count
            // Nothing taken and nothing given, and nothing more to come: the stream has no end.
            if count == 0, inflater.inputLeft == inputBefore, inputBefore > 0 || packedLeft == 0, !inflater.isFinished {
                throw .corruptData(entry: entry.name)
            }
        }
        return done
    }

    private func check() throws(ZipError) {
        guard !checked else { return }
        guard position == entry.uncompressedSize else {
            throw .sizeMismatch(entry: entry.name, expected: entry.uncompressedSize, found: position)
        }
        guard checksum.value == entry.crc32 else {
            throw .checksumMismatch(entry: entry.name, expected: entry.crc32, found: checksum.value)
        }
        checked = true
    }
}
