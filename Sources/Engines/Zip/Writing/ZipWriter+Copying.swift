extension ZipWriter {
    /// Copies an entry of another archive as it is packed: name, time, attributes, checksum and data stay byte for
    /// byte.
    public func copy(_ entry: ZipEntry, from archive: ZipArchive) throws {
        var record = nextRecord(named: entry.nameBytes)
        record.method = entry.method
        record.flags = entry.flags & ~DirectoryRecord.sizesFollow
        record.timestamp = ZipTimestamp(dosDate: entry.dosDate, dosTime: entry.dosTime)
        record.crc32 = entry.crc32
        record.compressedSize = entry.compressedSize
        record.uncompressedSize = entry.uncompressedSize
        record.versionMadeBy = entry.versionMadeBy
        record.internalAttributes = entry.internalAttributes
        record.externalAttributes = entry.externalAttributes
        record.extra = Self.withoutZip64(entry.extra)
        record.comment = entry.comment
        if record.needsWideSizes { record.flags |= DirectoryRecord.sizesFollow }
        try begin(record)
        try pass(record.localHeader())
        try archive.copyCompressedBytes(of: entry) { try pass($0) }
        if record.needsWideSizes { try pass(record.dataDescriptor()) }
        end(record)
    }

    private static func withoutZip64(_ extra: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var start = 0
        while let id = extra.u16(start), let size = extra.u16(start + 2), start + 4 + Int(size) <= extra.count {
            let end = start + 4 + Int(size)
            if id != 1 { kept += extra[start..<end] }
            start = end
        }
        return kept
    }
}
