/// PDF (ISO 32000-1, 7.5.2 and 7.5.5): a header among the first 1024 bytes, a trailer among the last 2048.
enum PDFDocument {
    static let headerWithin = 1024

    static func hasTrailer(_ file: borrowing FileBytes) throws(FileKindError) -> Bool {
        guard let start = file.head.prefix(headerWithin + 5).first("%PDF-"), let version = file.head.u8(start + 5),
            version == UInt8(ascii: "1") || version == UInt8(ascii: "2"), file.head.u8(start + 6) == UInt8(ascii: ".")
        else { return false }
        let tail = try file.tail(2048)
        return tail.first("startxref") != nil && tail.first("%%EOF") != nil
    }
}
