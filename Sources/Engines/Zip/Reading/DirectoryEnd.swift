/// The records at the end of an archive that say where its central directory lies (APPNOTE 4.3.14 to 4.3.16).
struct DirectoryEnd {
    /// Where the central directory starts in the file.
    let directoryOffset: UInt64
    let directorySize: UInt64
    let entryCount: UInt64
    /// Bytes that stand before the archive; every offset inside counts from there.
    let prefix: UInt64

    static let signature: UInt32 = 0x0605_4b50
    private static let zip64LocatorSignature: UInt32 = 0x0706_4b50
    private static let zip64Signature: UInt32 = 0x0606_4b50
    private static let size = 22
    private static let zip64Size = 56
    private static let longestComment = 65_535

    /// Looks for the record from the end of the file, past any archive comment.
    init(in file: ReadableFile) throws(ZipError) {
        let tailSize = Int(min(file.size, UInt64(Self.size + Self.longestComment)))
        let tail = try file.bytes(at: file.size - UInt64(tailSize), count: tailSize, of: "the end of the archive")
        guard let position = Self.position(in: tail) else { throw try Self.missing(in: file) }
        try self.init(record: tail[position...], at: file.size - UInt64(tailSize - position), in: file)
    }

    /// A record whose comment ends the file is believed first; one followed by junk is taken if there is no other.
    private static func position(in tail: [UInt8]) -> Int? {
        guard tail.count >= size else { return nil }
        var followedByJunk: Int?
        for position in stride(from: tail.count - size, through: 0, by: -1)
        where tail[position] == 0x50 && tail.u32(position) == signature {
            let end = position + size + Int(tail.u16(position + 20) ?? 0)
            if end == tail.count { return position }
            if end < tail.count, followedByJunk == nil { followedByJunk = position }
        }
        return followedByJunk
    }

    private static func missing(in file: ReadableFile) throws(ZipError) -> ZipError {
        guard file.size >= 4 else { return .notAnArchive }
        let start = try file.bytes(at: 0, count: 4, of: "the first bytes")
        return start.u32(0) == 0x0403_4b50
            ? .truncated(what: "it begins like one, and its central directory is missing") : .notAnArchive
    }

    private init(record: ArraySlice<UInt8>, at position: UInt64, in file: ReadableFile) throws(ZipError) {
        guard let disk = record.u16(4), let directoryDisk = record.u16(6), let countHere = record.u16(8),
            let shortCount = record.u16(10), let shortSize = record.u32(12), let shortOffset = record.u32(16)
        else { throw .truncated(what: "its end record is incomplete") }

        var count = UInt64(shortCount)
        var size = UInt64(shortSize)
        var offset = UInt64(shortOffset)
        var directoryEnd = position
        if let zip64 = try Self.zip64Record(before: position, in: file) {
            directoryEnd = zip64.position
            if shortCount == .max { count = zip64.count }
            if shortSize == .max { size = zip64.size }
            if shortOffset == .max { offset = zip64.offset }
        } else {
            guard disk == 0 || disk == .max, directoryDisk == disk, countHere == shortCount else {
                throw .multipleVolumes
            }
        }

        guard size <= directoryEnd else {
            throw .malformed(what: "the central directory is larger than the file", offset: position)
        }
        let start = directoryEnd - size
        entryCount = count
        directorySize = size
        let isWhereItEnds = count == 0 ? true : try Self.isDirectory(at: start, in: file)
        if start >= offset, isWhereItEnds {
            directoryOffset = start
            prefix = start - offset
        } else if offset <= directoryEnd, directoryEnd - offset >= size, try Self.isDirectory(at: offset, in: file) {
            directoryOffset = offset
            prefix = 0
        } else {
            throw .malformed(what: "there is no central directory where the end record says", offset: position)
        }
    }

    private static func isDirectory(at offset: UInt64, in file: ReadableFile) throws(ZipError) -> Bool {
        guard file.size >= 4, offset <= file.size - 4 else { return false }
        return try file.bytes(at: offset, count: 4, of: "the central directory").u32(0) == CentralDirectory.signature
    }

    private static func zip64Record(
        before position: UInt64, in file: ReadableFile
    ) throws(ZipError) -> (position: UInt64, count: UInt64, size: UInt64, offset: UInt64)? {
        guard position >= 20 else { return nil }
        let locator = try file.bytes(at: position - 20, count: 20, of: "the Zip64 locator")
        guard locator.u32(0) == zip64LocatorSignature, let declared = locator.u64(8) else { return nil }
        guard let disks = locator.u32(16), disks <= 1, locator.u32(4) == 0 else { throw .multipleVolumes }
        let expected = position - 20 >= UInt64(zip64Size) ? position - 20 - UInt64(zip64Size) : 0
        for place in [declared, expected] where file.size >= UInt64(zip64Size) && place <= position - 20 {
            guard place <= file.size - UInt64(zip64Size) else { continue }
            let record = try file.bytes(at: place, count: zip64Size, of: "the Zip64 end record")
            guard record.u32(0) == zip64Signature, let count = record.u64(32), let size = record.u64(40),
                let offset = record.u64(48)
            else { continue }
            return (place, count, size, offset)
        }
        throw .malformed(what: "there is no Zip64 end record where its locator says", offset: position - 20)
    }
}
