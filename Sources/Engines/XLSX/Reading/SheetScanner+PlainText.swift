/// Texts and formulas in cells, where they are written as nearly all are.
extension SheetScanner {
    /// `<is><t>text</t></is></c>`, from the first `<` on; false where it is written otherwise.
    @inline(never)
    mutating func readPlainInline(_ here: inout ByteCursor, _ cell: inout StoredCell) -> Bool {
        // "<is>"
        guard here.left > Self.slack, here.half == 0x3E73_693C else { return false }
        here.advance(4)
        let place = text.count
        guard text.appendPlainElement(&here) else { return false }
        // "</is></c" and ">"
        guard here.left > 9, here.word == 0x632F_3C3E_7369_2F3C, here[8] == 0x3E else {
            text.removeLast(text.count - place)
            return false
        }
        here.advance(9)
        setText(&cell, from: place)
        cell.flags |= StoredCell.hasValue
        return true
    }

    /// Goes over `<f>…</f>` to behind `<v>`; white space is taken where writers put it.
    @inline(never)
    func skipPlainFormula(_ here: inout ByteCursor, _ cell: inout StoredCell) -> Bool {
        guard here.left > Self.slack else { return false }
        if here.half & 0xFF_FFFF == 0x3E_663C || here.half & 0xFF_FFFF == 0x20_663C {
            here.advance(2)
            guard let isEmpty = skipPlainAttributes(&here) else { return false }
            if !isEmpty {
                guard here.find(0x3C, leaving: Self.slack), here.half == 0x3E66_2F3C else { return false }
                here.advance(4)
            }
            here.skipSpaces(leaving: Self.slack)
            cell.flags |= StoredCell.formula
        }
        // "<v>"
        guard here.left > Self.slack, here.half & 0xFF_FFFF == 0x3E_763C else { return false }
        here.advance(3)
        return true
    }

    /// Goes behind the `>` of a tag whose attributes stand in `"` and have neither `<` nor `>`; whether it ends the element.
    private func skipPlainAttributes(_ here: inout ByteCursor) -> Bool? {
        var last: UInt8 = 0
        var quotes = 0
        while here.left > Self.slack {
            let byte = here[0]
            here.advance(1)
            switch byte {
            case 0x3E: return quotes & 1 == 0 ? last == 0x2F : nil
            case 0x22: quotes &+= 1
            case 0x3C, 0x27: return nil
            default: break
            }
            last = byte
        }
        return nil
    }
}
