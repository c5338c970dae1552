/// The record before an entry's data (APPNOTE 4.3.7); only its length matters, the central directory is believed for
/// the rest.
enum LocalHeader {
    static let fixedSize = 30
    private static let signature: UInt32 = 0x0403_4b50

    /// Where the entry's packed bytes start in the file.
    static func dataOffset(of entry: ZipEntry, in file: ReadableFile, before end: UInt64) throws(ZipError) -> UInt64 {
        let header = try file.bytes(
            at: entry.localHeaderOffset, count: fixedSize, of: "the header of '\(entry.name)' is missing")
        guard header.u32(0) == signature, let nameLength = header.u16(26), let extraLength = header.u16(28) else {
            throw .malformed(what: "'\(entry.name)' has no local header here", offset: entry.localHeaderOffset)
        }
        let offset = entry.localHeaderOffset + UInt64(fixedSize) + UInt64(nameLength) + UInt64(extraLength)
        guard offset <= end, entry.compressedSize <= end - offset else {
            throw .malformed(what: "the data of '\(entry.name)' reaches beyond the archive's", offset: offset)
        }
        return offset
    }
}
