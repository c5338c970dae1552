/// Cells of the shapes that nearly all have, read without the general scanner: `<c r="B2" s="1" t="s"><v>17</v></c>`, with a
/// formula before the value, or with a text of its own.
///
/// What is not exactly so, or not wholly in the window, is left to `readCell`, which also finds the words for what is
/// wrong with it. Both ways must come to the same cells.
extension SheetScanner {
    /// More than a cell's fixed pieces can be long: `<c r="XFD1048576" s="999999" t="inlineStr"><is><t
    /// xml:space="preserve">`, or a number.
    static var slack: Int { 112 }

    /// Reads cells up to the first that is written in another way.
    mutating func readPlainCells() throws(XLSXError) {
        guard xml.allowsPlainReading else { return }
        let start = UnsafePointer(xml.base + xml.cursor)
        var cursor = ByteCursor(start, end: xml.base + xml.end)
        let limit = xml.limits.maximumRowBytes
        while cursor.left > Self.slack, text.count <= limit, try readPlainCell(&cursor) {}
        xml.cursor += cursor.place - start
        try xml.check("maximumRowBytes", limit, text.count)
    }

    /// Reads one cell and moves the cursor behind it; false, and nothing done, where it is written otherwise.
    @inline(__always)
    private mutating func readPlainCell(_ cursor: inout ByteCursor) throws(XLSXError) -> Bool {
        var here = cursor
        here.skipSpaces(leaving: Self.slack)
        // "<c r=\""
        guard here.left > Self.slack, here.word & 0xFFFF_FFFF_FFFF == 0x223D_7220_633C else { return false }
        here.advance(6)
        var cell = StoredCell()
        guard let column = plainColumn(&here) else { return false }
        cell.column = column
        // " s=\"", which a few write behind the type.
        if here.half == 0x223D_7320, !readPlainStyle(&here, &cell) { return false }
        guard let type = plainType(&here) else { return false }
        if here.half == 0x223D_7320, !readPlainStyle(&here, &cell) { return false }
        // "><v>"
        if here.half == 0x3E76_3C3E {
            here.advance(4)
        } else if here.half & 0xFFFF == 0x3E2F {
            here.advance(2)
            try append(cell)
            cursor = here
            return true
        } else {
            guard here[0] == 0x3E else { return false }
            here.advance(1)
            here.skipSpaces(leaving: Self.slack)
            if type == .inline {
                guard readPlainInline(&here, &cell) else { return false }
                try append(cell)
                cursor = here
                return true
            }
            guard skipPlainFormula(&here, &cell) else { return false }
        }
        guard type != .inline, here.left > Self.slack, readPlainValue(&here, &cell, type) else { return false }
        try append(cell)
        cursor = here
        return true
    }

    /// The column of a reference in capitals, if it names the present row; the quote is taken too.
    @inline(__always)
    private func plainColumn(_ here: inout ByteCursor) -> UInt16? {
        let first = here[0] &- 0x41
        guard first < 26 else { return nil }
        var column = UInt32(first)
        var letters = 1
        let second = here[1] &- 0x41
        if second < 26 {
            column = (column &+ 1) &* 26 &+ UInt32(second)
            letters = 2
            let third = here[2] &- 0x41
            if third < 26 {
                column = (column &+ 1) &* 26 &+ UInt32(third)
                letters = 3
            }
        }
        here.advance(letters)
        guard rowDigitsCount > 0, (here.word ^ rowDigits) & rowDigitsMask == 0, column < CellReference.columnCount
        else { return nil }
        here.advance(rowDigitsCount)
        return UInt16(truncatingIfNeeded: column)
    }

    @inline(__always)
    private func readPlainStyle(_ here: inout ByteCursor, _ cell: inout StoredCell) -> Bool {
        here.advance(4)
        let word = here.word
        let digits = ByteWord.digitCount(word)
        guard digits >= 1, digits <= 6, here[digits] == 0x22 else { return false }
        cell.style = UInt32(truncatingIfNeeded: ByteWord.decimal(word, digits))
        here.advance(digits &+ 1)
        return true
    }

    @inline(__always)
    private func plainType(_ here: inout ByteCursor) -> CellType? {
        // " t=\""
        guard here.half == 0x223D_7420 else { return .number }
        here.advance(4)
        let word = here.word
        switch word & 0xFFFF {
        case 0x2273:
            here.advance(2)
            return .shared
        case 0x226E:
            here.advance(2)
            return .number
        case 0x2262:
            here.advance(2)
            return .boolean
        case 0x2265:
            here.advance(2)
            return .error
        default:
            // "str\""
            if word & 0xFFFF_FFFF == 0x2272_7473 {
                here.advance(4)
                return .formulaText
            }
            // "inlineSt" and "r\""
            guard word == 0x7453_656E_696C_6E69, here[8] == 0x72, here[9] == 0x22 else { return nil }
            here.advance(10)
            return .inline
        }
    }

    /// A value and the end of its cell, from behind `<v>` on.
    @inline(__always)
    private mutating func readPlainValue(_ here: inout ByteCursor, _ cell: inout StoredCell, _ type: CellType) -> Bool {
        let start = here.place
        let before = here
        let place = text.count
        switch type {
        case .number:
            if let number = Numeral.plain(&here), here[0] == 0x3C {
                let count = here.place - start
                guard skipCellEnd(&here) else { return false }
                show(&cell, number)
                text.appendShort(start, count)
                cell.length = UInt32(truncatingIfNeeded: count)
            } else {
                here = before
                return readPlainWord(&here, &cell, type)
            }
        case .shared:
            let word = here.word
            let digits = ByteWord.digitCount(word)
            guard digits >= 1, digits <= 7, here[digits] == 0x3C else { return false }
            let index = Int(truncatingIfNeeded: ByteWord.decimal(word, digits))
            here.advance(digits)
            guard index < stringCount, skipCellEnd(&here) else { return false }
            setShared(&cell, index)
            cell.flags |= StoredCell.hasValue
            return true
        case .formulaText:
            guard text.appendPlainText(&here), skipCellEnd(&here) else {
                text.removeLast(text.count - place)
                return false
            }
            setText(&cell, from: place)
        case .boolean, .error:
            return readPlainWord(&here, &cell, type)
        case .inline, .isoDate:
            return false
        }
        cell.start = UInt32(truncatingIfNeeded: place)
        cell.flags |= StoredCell.hasValue
        return true
    }

    /// A boolean, an error value, or a number in an unusual form.
    @inline(never)
    private mutating func readPlainWord(_ here: inout ByteCursor, _ cell: inout StoredCell, _ type: CellType) -> Bool {
        let start = here.place
        while here.left > Self.slack, here[0] != 0x3C {
            guard here[0] > 0x20, here[0] != 0x26 else { return false }
            here.advance(1)
        }
        let count = here.place - start
        guard here.left > Self.slack, count > 0, skipCellEnd(&here) else { return false }
        cell.start = UInt32(truncatingIfNeeded: text.count)
        cell.length = UInt32(truncatingIfNeeded: count)
        cell.flags |= StoredCell.hasValue
        text.append(start, count)
        switch type {
        case .number: setNumber(&cell, start, count)
        case .boolean: setBoolean(&cell, start, count)
        default: cell.kind = .error
        }
        return true
    }

    /// `</v></c>`.
    @inline(__always)
    private func skipCellEnd(_ here: inout ByteCursor) -> Bool {
        if here.word == 0x3E63_2F3C_3E76_2F3C {
            here.advance(8)
            return true
        }
        guard here.half == 0x3E76_2F3C else { return false }
        here.advance(4)
        here.skipSpaces(leaving: 8)
        guard here.left > 8, here.half == 0x3E63_2F3C else { return false }
        here.advance(4)
        return true
    }
}
