/// Rows whose tags are written as nearly all are.
extension SheetScanner {
    /// "row", as `XMLScanner.open` knows it.
    private static let row: UInt64 = 0x77_6F72

    /// Enters a row that begins as in `<row r="2" spans="1:13">`; false, and only white space passed,
    /// where the next tag is another.
    mutating func readPlainRowStart() throws(XLSXError) -> Bool {
        guard xml.allowsPlainReading else { return false }
        let start = UnsafePointer(xml.base + xml.cursor)
        var here = ByteCursor(start, end: xml.base + xml.end)
        here.skipSpaces(leaving: 32)
        // "<row r=\""
        guard here.left > 32, here.word == 0x223D_7220_776F_723C else { return false }
        // The tag is where an error in it is said to be, so the white space before it is left behind for good.
        let tag = here.place
        xml.cursor += tag - start
        here.advance(8)
        let word = here.word
        let digits = ByteWord.digitCount(word)
        guard digits >= 1, digits <= 7, here[digits] == 0x22 else { return false }
        let number = Int(truncatingIfNeeded: ByteWord.decimal(word, digits))
        guard number >= 1, number <= CellReference.lastRow else { return false }
        let offset = try xml.endOfTag(from: here.place + digits + 1 - tag)
        guard xml.base[xml.cursor + offset - 1] != UInt8(ascii: "/") else { return false }
        try xml.open(Self.row)
        xml.cursor += offset + 1
        setRow(number)
        return true
    }

    /// Leaves the row that is open; false, and nothing done, where something else comes than its end tag.
    mutating func readPlainRowEnd() -> Bool {
        guard xml.allowsPlainReading else { return false }
        let start = UnsafePointer(xml.base + xml.cursor)
        var here = ByteCursor(start, end: xml.base + xml.end)
        here.skipSpaces(leaving: 8)
        // "</row>"
        guard here.left > 8, here.word & 0xFFFF_FFFF_FFFF == 0x3E77_6F72_2F3C, xml.close(Self.row) else { return false }
        xml.cursor += here.place + 6 - start
        return true
    }
}
