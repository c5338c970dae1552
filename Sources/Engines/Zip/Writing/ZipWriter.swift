/// Writes a Zip archive to a file, entry after entry, without holding any entry in memory (PKWARE APPNOTE 6.3).
///
/// Sizes and checksums are put into an entry's header once its data is written. Zip64 is used only where a number needs
/// it. For one task at a time; an archive that is not finished is taken away again.
public final class ZipWriter {
    public let path: String

    private let file: OutputFile
    private let timestamp: ZipTimestamp
    private let zip64From: UInt64
    private let deflater = Deflater()
    private var records: [DirectoryRecord] = []
    private var names: Set<[UInt8]> = []
    private var current: DirectoryRecord?
    private var checksum = CRC32()
    private var dataStart: UInt64 = 0
    private var finished = false

    /// Creates the file, or empties it if it is there. Every entry bears the one timestamp.
    public convenience init(path: String, timestamp: ZipTimestamp = .epoch) throws(ZipWriteError) {
        try self.init(path: path, timestamp: timestamp, zip64From: UInt64(UInt32.max))
    }

    init(path: String, timestamp: ZipTimestamp, zip64From: UInt64) throws(ZipWriteError) {
        file = try OutputFile(path: path)
        self.path = path
        self.timestamp = timestamp
        self.zip64From = zip64From
    }

    deinit { if !finished { file.discard() } }

    /// Bytes of the file so far.
    public var size: UInt64 { file.position }

    /// Writes a whole small entry.
    public func add(
        _ name: String, _ bytes: [UInt8], compression: ZipCompression = .standard
    ) throws(ZipWriteError) {
        try open(name, compression: compression)
        try write(bytes)
        try close()
    }

    /// Begins an entry; `write` fills it and `close` ends it.
    public func open(_ name: String, compression: ZipCompression = .standard) throws(ZipWriteError) {
        let bytes = Array(name.utf8)
        var record = nextRecord(named: bytes)
        if bytes.contains(where: { $0 >= 0x80 }) { record.flags = DirectoryRecord.utf8 }
        if case .deflated(let level) = compression {
            record.method = 8
            deflater.start(level: level)
        }
        try begin(record)
        try file.write(record.localHeader())
        dataStart = file.position
        checksum = CRC32()
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(ZipWriteError) {
        guard let method = current?.method else { throw .misuse("bytes outside an entry") }
        guard bytes.count > 0 else { return }
        current?.uncompressedSize += UInt64(bytes.count)
        checksum.update(bytes)
        if method == 8 { try deflate(bytes, last: false) } else { try file.write(bytes) }
    }

    public func write(_ bytes: [UInt8]) throws(ZipWriteError) {
        try bytes.withUnsafeBufferPointer { buffer throws(ZipWriteError) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    /// Ends the entry.
    public func close() throws(ZipWriteError) {
        guard var record = current else { throw .misuse("the end of an entry that was not begun") }
        if record.method == 8 { try deflate(UnsafeRawBufferPointer(start: nil, count: 0), last: true) }
        record.crc32 = checksum.value
        record.compressedSize = file.position - dataStart
        if record.needsWideSizes {
            record.flags |= DirectoryRecord.sizesFollow
            try file.overwrite(record.localHeader(), at: record.offset)
            try file.write(record.dataDescriptor())
        } else {
            try file.overwrite(record.localHeader(), at: record.offset)
        }
        records.append(record)
        current = nil
    }

    /// Begins an entry whose data is packed already; `pass` hands it over and `end` ends it.
    func begin(_ record: DirectoryRecord) throws(ZipWriteError) {
        guard !finished else { throw .misuse("an entry after the end") }
        guard current == nil else { throw .misuse("an entry inside another") }
        guard (1...65_535).contains(record.name.count), names.insert(record.name).inserted else {
            throw .invalidName(String(decoding: record.name, as: UTF8.self))
        }
        current = record
    }

    func pass(_ bytes: UnsafeRawBufferPointer) throws(ZipWriteError) { try file.write(bytes) }

    func pass(_ bytes: [UInt8]) throws(ZipWriteError) { try file.write(bytes) }

    func end(_ record: DirectoryRecord) {
        records.append(record)
        current = nil
    }

    /// The record of an entry that would start here.
    func nextRecord(named name: [UInt8]) -> DirectoryRecord {
        DirectoryRecord(
            name: name, method: 0, flags: 0, timestamp: timestamp, offset: file.position, zip64From: zip64From)
    }

    /// Writes the central directory and closes the file; nothing can be added after it.
    public func finish() throws(ZipWriteError) {
        guard !finished else { throw .misuse("a second end") }
        guard current == nil else { throw .misuse("the end inside an entry") }
        let start = file.position
        for record in records { try file.write(record.centralHeader()) }
        let tail = DirectoryTail(count: records.count, start: start, end: file.position, zip64From: zip64From)
        try file.write(tail.bytes)
        try file.close()
        finished = true
    }

    private func deflate(_ bytes: UnsafeRawBufferPointer, last: Bool) throws(ZipWriteError) {
        let file = file
        let code = try deflater.pack(bytes, last: last) { () throws(ZipWriteError) in
            try file.room()
        } wrote: {
            file.commit($0)
        }
        guard code == 0 else {
            throw .compression(entry: String(decoding: current?.name ?? [], as: UTF8.self), code: code)
        }
    }
}
