/// Reads the list of entries at the end of an archive (APPNOTE 4.3.12), and refuses lists made to do harm.
struct CentralDirectory {
    let entries: [ZipEntry]
    /// Where the list starts in the file; the data of every entry lies before it.
    let offset: UInt64

    static let signature: UInt32 = 0x0201_4b50
    private static let fixedSize = 46

    init(in file: ReadableFile, limits: ZipLimits) throws(ZipError) {
        let end = try DirectoryEnd(in: file)
        try Self.check("maximumEntries", limits.maximumEntries, end.entryCount)
        try Self.check("maximumDirectoryBytes", limits.maximumDirectoryBytes, end.directorySize)
        let bytes = try file.bytes(
            at: end.directoryOffset, count: Int(end.directorySize), of: "its central directory is incomplete")

        var entries: [ZipEntry] = []
        var position = 0
        var total: UInt64 = 0
        while position < bytes.count, bytes.u32(position) == Self.signature {
            try Self.check("maximumEntries", limits.maximumEntries, UInt64(entries.count + 1))
            let entry = try Self.entry(in: bytes, at: &position, end: end)
            try Self.check(entry, limits)
            let (sum, overflow) = total.addingReportingOverflow(entry.uncompressedSize)
            total = overflow ? .max : sum
            try Self.check("maximumTotalBytes", limits.maximumTotalBytes, total)
            entries.append(entry)
        }
        let declared = end.entryCount & 0xFFFF
        guard UInt64(entries.count) & 0xFFFF == declared else {
            throw .malformed(
                what: "the central directory should list \(end.entryCount) entries and lists \(entries.count)",
                offset: end.directoryOffset)
        }
        try Self.refuseOverlaps(entries, directory: end.directoryOffset)
        self.entries = entries
        self.offset = end.directoryOffset
    }

    private static func entry(
        in bytes: [UInt8], at position: inout Int, end: DirectoryEnd
    ) throws(ZipError) -> ZipEntry {
        let start = position
        let place = end.directoryOffset + UInt64(start)
        guard bytes.count - start >= fixedSize, let nameLength = bytes.u16(start + 28),
            let extraLength = bytes.u16(start + 30), let commentLength = bytes.u16(start + 32)
        else { throw .truncated(what: "the central directory ends inside an entry") }
        let nameEnd = start + fixedSize + Int(nameLength)
        let extraEnd = nameEnd + Int(extraLength)
        position = extraEnd + Int(commentLength)
        guard position <= bytes.count else { throw .truncated(what: "the central directory ends inside an entry") }

        let extra = Array(bytes[nameEnd..<extraEnd])
        var sizes = Zip64Field(in: extra)
        let nameBytes = Array(bytes[start + fixedSize..<nameEnd])
        guard let uncompressed = sizes.widen(bytes.u32(start + 24)),
            let compressed = sizes.widen(bytes.u32(start + 20)),
            let relativeOffset = sizes.widen(bytes.u32(start + 42))
        else { throw .malformed(what: "an entry lacks its Zip64 sizes", offset: place) }
        let disk = bytes.u16(start + 34) ?? 0
        guard disk == 0 || disk == .max else { throw .multipleVolumes }
        let (offset, overflow) = relativeOffset.addingReportingOverflow(end.prefix)
        guard !overflow else { throw .malformed(what: "an entry lies outside the file", offset: place) }

        return ZipEntry(
            name: String(decoding: nameBytes, as: UTF8.self), nameBytes: nameBytes,
            method: bytes.u16(start + 10) ?? 0, flags: bytes.u16(start + 8) ?? 0, crc32: bytes.u32(start + 16) ?? 0,
            compressedSize: compressed, uncompressedSize: uncompressed, localHeaderOffset: offset,
            dosTime: bytes.u16(start + 12) ?? 0, dosDate: bytes.u16(start + 14) ?? 0,
            versionMadeBy: bytes.u16(start + 4) ?? 0, versionNeeded: bytes.u16(start + 6) ?? 0,
            internalAttributes: bytes.u16(start + 36) ?? 0, externalAttributes: bytes.u32(start + 38) ?? 0,
            extra: extra, comment: Array(bytes[extraEnd..<position]))
    }

    private static func check(_ entry: ZipEntry, _ limits: ZipLimits) throws(ZipError) {
        try check("maximumNameBytes", limits.maximumNameBytes, UInt64(entry.nameBytes.count), entry)
        try check("maximumEntryBytes", limits.maximumEntryBytes, entry.uncompressedSize, entry)
        if entry.uncompressedSize > limits.ratioJudgedFrom {
            let ratio = entry.uncompressedSize / max(entry.compressedSize, 1)
            try check("maximumRatio", limits.maximumRatio, ratio, entry)
        }
    }

    private static func check(
        _ limit: String, _ allowed: UInt64, _ found: UInt64, _ entry: ZipEntry? = nil
    ) throws(ZipError) {
        guard found <= allowed else {
            throw .limitExceeded(limit: limit, allowed: allowed, found: found, entry: entry?.name)
        }
    }

    /// Every entry must have its bytes to itself: overlaps are how small bombs become large.
    private static func refuseOverlaps(_ entries: [ZipEntry], directory: UInt64) throws(ZipError) {
        let inOrder = entries.sorted { $0.localHeaderOffset < $1.localHeaderOffset }
        for (index, entry) in inOrder.enumerated() {
            let header = UInt64(LocalHeader.fixedSize + entry.nameBytes.count)
            let (size, overflow) = entry.compressedSize.addingReportingOverflow(header)
            let (end, overflowAtEnd) = entry.localHeaderOffset.addingReportingOverflow(size)
            guard !overflow, !overflowAtEnd, end <= directory else {
                throw .malformed(
                    what: "'\(entry.name)' reaches beyond the data of the archive", offset: entry.localHeaderOffset)
            }
            if index + 1 < inOrder.count, end > inOrder[index + 1].localHeaderOffset {
                throw .overlappingEntries(entry.name, inOrder[index + 1].name)
            }
        }
    }
}

/// The extra field that holds the numbers too large for the fixed record (APPNOTE 4.5.3), in the order they are asked
/// for.
private struct Zip64Field {
    private let bytes: ArraySlice<UInt8>
    private var position = 0

    init(in extra: [UInt8]) {
        var start = 0
        var found: ArraySlice<UInt8> = []
        while let id = extra.u16(start), let size = extra.u16(start + 2), start + 4 + Int(size) <= extra.count {
            if id == 1 {
                found = extra[start + 4..<start + 4 + Int(size)]
                break
            }
            start += 4 + Int(size)
        }
        bytes = found
    }

    /// The number itself, or where it is saturated the next one of this field.
    mutating func widen(_ short: UInt32?) -> UInt64? {
        guard let short else { return nil }
        guard short == .max else { return UInt64(short) }
        guard !bytes.isEmpty else { return UInt64(short) }
        guard let wide = bytes.u64(position) else { return nil }
        position += 8
        return wide
    }
}
