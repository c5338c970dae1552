extension SheetScanner {
    /// Reads a cell of the shape that nearly all have, as in `<c r="B2" s="1" t="s"><v>17</v></c>`, without the general
    /// scanner; false, and nothing done, where the cell is of another shape or not wholly in the window.
    mutating func readPlainCell() throws(XLSXError) -> Bool {
        let start = UnsafePointer(xml.base + xml.cursor)
        // A run of bytes is looked at only while more than 40 are left, so fixed words need no check.
        let last = UnsafePointer(xml.base + xml.end) - 40
        var p = Self.afterSpaces(start, last)
        guard p < last, p[0] == 0x3C, p[1] == 0x63, p[2] == 0x20, text.count <= xml.limits.maximumRowBytes else {
            return false
        }
        p += 3

        var cell = StoredCell()
        var reference: (column: Int, row: Int)?
        var type = CellType.number
        attributes: while p < last {
            guard p[1] == 0x3D, p[2] == 0x22 else { return false }
            let name = p[0]
            let value = p + 3
            p = value
            while p < last, p[0] != 0x22 { p += 1 }
            guard p < last else { return false }
            let count = p - value
            switch name {
            case UInt8(ascii: "r"):
                reference = CellReference.parse(value, count)
                guard reference != nil else { return false }
            case UInt8(ascii: "s"):
                guard count <= 6 else { return false }
                var style: UInt32 = 0
                for index in 0..<count {
                    let digit = value[index] &- 0x30
                    guard digit <= 9 else { return false }
                    style = style &* 10 &+ UInt32(digit)
                }
                cell.style = style
            case UInt8(ascii: "t"):
                switch (value[0], count) {
                case (UInt8(ascii: "s"), 1): type = .shared
                case (UInt8(ascii: "n"), 1): type = .number
                case (UInt8(ascii: "b"), 1): type = .boolean
                case (UInt8(ascii: "e"), 1): type = .error
                case (UInt8(ascii: "s"), 3): type = .formulaText
                case (UInt8(ascii: "i"), 9): type = .inline
                default: return false
                }
            default:
                return false
            }
            p += 1
            switch p[0] {
            case 0x20: p += 1
            case 0x3E: break attributes
            case 0x2F where p[1] == 0x3E: break attributes
            default: return false
            }
        }
        guard p < last, let reference else { return false }

        if p[0] == 0x2F {
            try place(&cell, at: reference)
            try append(cell)
            xml.cursor += p + 2 - start
            return true
        }
        p = Self.afterSpaces(p + 1, last)
        if type == .inline { return try readPlainInline(&cell, reference, p, last, start) }
        if p[1] == 0x66, p[2] == 0x3E {
            p += 3
            while p < last, p[0] != 0x3C { p += 1 }
            guard p < last, p[1] == 0x2F, p[2] == 0x66, p[3] == 0x3E else { return false }
            p = Self.afterSpaces(p + 4, last)
            cell.flags |= StoredCell.formula
        }
        guard p < last, p[0] == 0x3C, p[1] == 0x76, p[2] == 0x3E else { return false }
        let value = p + 3
        p = value
        if type == .formulaText {
            while p < last, !Self.isSpecial(p[0]) { p += 1 }
        } else {
            while p < last, p[0] > 0x3C || (p[0] > 0x26 && p[0] != 0x3C) { p += 1 }
        }
        // "</v>" and "</c>".
        guard p < last, p > value, Self.word(p) == 0x3E76_2F3C else { return false }
        let count = p - value
        p = Self.afterSpaces(p + 4, last)
        guard p < last, Self.word(p) == 0x3E63_2F3C else { return false }

        try place(&cell, at: reference)
        let place = text.count
        if type != .shared { text.append(value, count) }
        try setScalar(&cell, type, value, count, at: place)
        try append(cell)
        xml.cursor += p + 4 - start
        return true
    }

    /// `<is><t>text</t></is></c>`, from the first `<` on.
    private mutating func readPlainInline(
        _ cell: inout StoredCell, _ reference: (column: Int, row: Int), _ start: UnsafePointer<UInt8>,
        _ last: UnsafePointer<UInt8>, _ cellStart: UnsafePointer<UInt8>
    ) throws(XLSXError) -> Bool {
        // "<is>" and "<t>".
        guard start + 8 < last, Self.word(start) == 0x3E73_693C, start[4] == 0x3C, start[5] == 0x74, start[6] == 0x3E
        else { return false }
        let value = start + 7
        var p = value
        while p < last, !Self.isSpecial(p[0]) { p += 1 }
        // "</t>", "</is", "></c" and ">".
        guard p < last, Self.word(p) == 0x3E74_2F3C, Self.word(p + 4) == 0x7369_2F3C, Self.word(p + 8) == 0x632F_3C3E,
            p[12] == 0x3E
        else { return false }
        let count = p - value
        // Spaces at the edges do not count here; the general way knows how to leave them out.
        if count > 0, SpreadsheetText.isSpace(value[0]) || SpreadsheetText.isSpace(value[count - 1]) { return false }
        try place(&cell, at: reference)
        let place = text.count
        text.append(value, count)
        setText(&cell, from: place)
        cell.flags |= StoredCell.hasValue
        try append(cell)
        xml.cursor += p + 13 - cellStart
        return true
    }

    /// Some writers put every tag on a line of its own.
    @inline(__always)
    private static func afterSpaces(
        _ start: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8> {
        var p = start
        while p < last, p[0] <= 0x20 { p += 1 }
        return p
    }

    @inline(__always)
    private static func word(_ p: UnsafePointer<UInt8>) -> UInt32 {
        UInt32(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
    }

    /// What ends a run of text or needs the general way: `<`, `&`, a carriage return, `_` of an escape.
    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x3C || byte == 0x26 || byte == 0x0D || byte == 0x5F
    }
}
