import Glibc
import Zip

/// Strings in a file that has no name: their bytes one after another, and in a second file where each ends.
///
/// Written once, then read by any number of readers at once, each with a small cache of its own. The disk gets the
/// files back when the last of them is gone, however the process ends.
final class SpilledStrings: @unchecked Sendable {
    private(set) var count = 0
    private(set) var byteCount = 0
    private let bytes: SpillFile
    private let ends: SpillFile

    init(in folder: String) throws(XLSXError) {
        bytes = try SpillFile(in: folder)
        ends = try SpillFile(in: folder)
        try appendEnd()
    }

    func append(_ start: UnsafePointer<UInt8>, _ length: Int) throws(XLSXError) {
        try bytes.append(UnsafeRawBufferPointer(start: start, count: length))
        byteCount += length
        count += 1
        try appendEnd()
    }

    /// Writes what is still in memory; to be called before the first reader comes.
    func flush() throws(XLSXError) {
        try bytes.flush()
        try ends.flush()
    }

    private func appendEnd() throws(XLSXError) {
        var end = UInt64(byteCount)
        let file = ends
        try withUnsafeBytes(of: &end) { bytes throws(XLSXError) in try file.append(bytes) }
    }

    /// Looks up strings for one task at a time.
    struct Reader: ~Copyable {
        private let strings: SpilledStrings
        private var ends: SpillPages
        private var bytes: SpillPages

        init(_ strings: SpilledStrings) {
            self.strings = strings
            ends = SpillPages(of: strings.ends)
            bytes = SpillPages(of: strings.bytes)
        }

        /// Appends the text of a string; the index counts from the first that was spilled. Returns how many bytes the
        /// arena has with it; if these are more than allowed, nothing is appended.
        mutating func append(_ index: Int, to arena: inout ByteArena, allowed: Int) throws(XLSXError) -> Int {
            guard index >= 0, index < strings.count else { return arena.count }
            var range: (start: UInt64, end: UInt64) = (0, 0)
            try withUnsafeMutableBytes(of: &range) { buffer throws(XLSXError) in
                try ends.copy(at: index * 8, into: buffer)
            }
            let length = Int(clamping: range.end) - Int(clamping: range.start)
            guard length > 0, length <= allowed - arena.count else { return arena.count + max(length, 0) }
            let room = arena.room(for: length)
            try bytes.copy(at: Int(clamping: range.start), into: room)
            arena.fill(length)
            return arena.count
        }
    }
}

/// A temporary file without a name, written through a block of memory.
private final class SpillFile {
    private let descriptor: Int32
    private var block: [UInt8] = []
    private static let blockSize = 64 << 10

    init(in folder: String) throws(XLSXError) {
        let path = "\(folder)/strings-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .archive(.io(operation: "open, for shared strings", errno: errno)) }
        unlink(path)
        self.descriptor = descriptor
        block.reserveCapacity(Self.blockSize)
    }

    deinit { close(descriptor) }

    func append(_ bytes: UnsafeRawBufferPointer) throws(XLSXError) {
        if block.count + bytes.count > Self.blockSize { try flush() }
        if bytes.count > Self.blockSize { return try write(bytes) }
        block.append(contentsOf: bytes)
    }

    func flush() throws(XLSXError) {
        try block.withUnsafeBufferPointer { bytes throws(XLSXError) in try write(UnsafeRawBufferPointer(bytes)) }
        block.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(XLSXError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .archive(.io(operation: "write", errno: errno)) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// As many bytes as there are up to the buffer's size.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw .archive(.io(operation: "pread", errno: errno)) }
        }
    }
}

/// Pages of a file that were read lately, each in the one place that its number allows: 16 of 16 KiB.
private struct SpillPages: ~Copyable {
    private static let pageSize = 16 << 10
    private static let pageCount = 16

    private let file: SpillFile
    private let memory: UnsafeMutableRawBufferPointer
    private var pages: [(number: Int, count: Int)]

    init(of file: SpillFile) {
        self.file = file
        memory = .allocate(byteCount: Self.pageSize * Self.pageCount, alignment: 64)
        pages = Array(repeating: (-1, 0), count: Self.pageCount)
    }

    deinit { memory.deallocate() }

    mutating func copy(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(XLSXError) {
        var done = 0
        while done < buffer.count {
            let place = offset + done
            let page = try self.page(place / Self.pageSize)
            let start = place % Self.pageSize
            guard start < page.count else { throw .archive(.io(operation: "pread", errno: EIO)) }
            let taken = min(page.count - start, buffer.count - done)
            UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + taken])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: page[start..<start + taken]))
            done += taken
        }
    }

    private mutating func page(_ number: Int) throws(XLSXError) -> UnsafeMutableRawBufferPointer {
        let slot = number % Self.pageCount
        let start = slot * Self.pageSize
        if pages[slot].number != number {
            pages[slot].number = -1
            let room = UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + Self.pageSize])
            pages[slot] = (number, try file.read(at: number * Self.pageSize, into: room))
        }
        return UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + pages[slot].count])
    }
}
