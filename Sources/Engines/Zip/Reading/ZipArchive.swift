/// A Zip archive open for reading (PKWARE APPNOTE 6.3): Zip64, data descriptors, comments and bytes before the archive
/// are understood; encryption, several volumes and methods other than stored and deflated are refused by name.
///
/// Nothing is ever unpacked to a disk, so names like `../x` are names and no more.
public final class ZipArchive: Sendable {
    /// In the order of the central directory.
    public let entries: [ZipEntry]
    public let limits: ZipLimits

    let file: ReadableFile
    private let directoryOffset: UInt64
    private let byName: [String: Int]
    private let byFoldedName: [String: Int]

    /// Opens a file and reads its list of entries; no entry's data is looked at yet.
    public init(path: String, limits: ZipLimits = .standard) throws(ZipError) {
        let file = try ReadableFile(path: path)
        let directory = try CentralDirectory(in: file, limits: limits)
        self.file = file
        self.limits = limits
        entries = directory.entries
        directoryOffset = directory.offset
        byName = Dictionary(
            directory.entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { _, later in later })
        byFoldedName = Dictionary(
            directory.entries.enumerated().map { (Self.folded($1.name), $0) }, uniquingKeysWith: { _, later in later })
    }

    /// The size of the archive itself in bytes.
    public var fileSize: UInt64 { file.size }

    /// The entry with exactly this name; failing that, without regard to case, kind of slash and a leading slash.
    /// Of entries with one name the last counts.
    public func entry(named name: String) -> ZipEntry? {
        (byName[name] ?? byFoldedName[Self.folded(name)]).map { entries[$0] }
    }

    /// Starts to read an entry's bytes.
    public func open(_ entry: ZipEntry) throws(ZipError) -> ZipEntryReader {
        guard !entry.isEncrypted else { throw .encrypted(entry: entry.name) }
        guard entry.method == 0 || entry.method == 8 else {
            throw .unsupportedMethod(entry: entry.name, method: entry.method)
        }
        if entry.method == 0, entry.compressedSize != entry.uncompressedSize {
            throw .sizeMismatch(
                entry: entry.name, expected: entry.uncompressedSize, found: entry.compressedSize)
        }
        return ZipEntryReader(entry, in: file, at: try dataOffset(of: entry))
    }

    /// All of an entry's bytes at once, for small ones: more than `maximumBytesAtOnce` is an error.
    public func bytes(of entry: ZipEntry) throws(ZipError) -> [UInt8] {
        guard entry.uncompressedSize <= limits.maximumBytesAtOnce else {
            throw .limitExceeded(
                limit: "maximumBytesAtOnce", allowed: limits.maximumBytesAtOnce, found: entry.uncompressedSize,
                entry: entry.name)
        }
        let reader = try open(entry)
        var bytes = [UInt8](repeating: 0, count: Int(entry.uncompressedSize))
        var done = 0
        while true {
            let read = try bytes.withUnsafeMutableBufferPointer { buffer throws(ZipError) in
                try reader.read(
                    into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[done...])))
            }
            guard read > 0 else { break }
            done += read
        }
        try reader.finish()
        return bytes
    }

    /// Where an entry's packed bytes start in the file, from its local header.
    public func dataOffset(of entry: ZipEntry) throws(ZipError) -> UInt64 {
        try LocalHeader.dataOffset(of: entry, in: file, before: directoryOffset)
    }

    /// Hands over an entry's bytes as they are packed, piece by piece, so that they can be copied without inflating.
    public func copyCompressedBytes(
        of entry: ZipEntry, to sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var offset = try dataOffset(of: entry)
        var left = entry.compressedSize
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while left > 0 {
            let wanted = Int(min(UInt64(buffer.count), left))
            let read = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
            guard read > 0 else { throw ZipError.truncated(what: "the data of '\(entry.name)' ends too early") }
            try sink(UnsafeRawBufferPointer(rebasing: buffer[..<read]))
            offset += UInt64(read)
            left -= UInt64(read)
        }
    }

    private static func folded(_ name: String) -> String {
        var folded = name.lowercased()
        if folded.utf8.contains(UInt8(ascii: "\\")) {
            folded = String(folded.map { $0 == "\\" ? "/" : $0 })
        }
        return String(folded.drop { $0 == "/" })
    }
}
