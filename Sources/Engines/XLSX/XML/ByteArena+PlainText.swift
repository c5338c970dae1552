/// Texts without anything unusual in them, taken from the window as they stand.
extension ByteArena {
    /// Bytes that must be left in the window behind a text.
    static var reach: Int { 48 }

    /// Appends the text of `<si><t>text</t></si>`; false, and nothing done, where the next item is written otherwise.
    mutating func appendPlainItem(_ here: inout ByteCursor) -> Bool {
        let before = here
        let place = count
        here.skipSpaces(leaving: Self.reach)
        // "<si>" and "</si>"
        guard here.left > Self.reach, here.half == 0x3E69_733C else {
            here = before
            return false
        }
        here.advance(4)
        guard appendPlainElement(&here), here.left > 8, here.word & 0xFF_FFFF_FFFF == 0x3E_6973_2F3C else {
            removeLast(count - place)
            here = before
            return false
        }
        here.advance(5)
        return true
    }

    /// Appends the content of `<t>text</t>` or `<t xml:space="preserve">text</t>`; false, and nothing done, where it is
    /// written otherwise or the rule of spaces applies.
    mutating func appendPlainElement(_ here: inout ByteCursor) -> Bool {
        guard here.left > Self.reach else { return false }
        let place = count
        var keepsSpaces = false
        // "<t>"
        if here.half & 0xFF_FFFF == 0x3E_743C {
            here.advance(3)
        } else {
            // "<t xml:s", "pace=\"pr", "eserve\">"
            guard here.word == 0x733A_6C6D_7820_743C else { return false }
            here.advance(8)
            guard here.word == 0x7270_223D_6563_6170 else { return false }
            here.advance(8)
            guard here.word == 0x3E22_6576_7265_7365 else { return false }
            here.advance(8)
            keepsSpaces = true
        }
        let first = here[0]
        guard keepsSpaces || !SpreadsheetText.isSpace(first), appendPlainText(&here) else { return false }
        // "</t>"
        guard here.half == 0x3E74_2F3C,
            keepsSpaces || count == place || !SpreadsheetText.isSpace(base[count - 1])
        else {
            removeLast(count - place)
            return false
        }
        here.advance(4)
        return true
    }

    /// Appends the text up to the next `<`, with XML's five names resolved; false, and nothing done, where it has other
    /// references, what may be an escape, or a carriage return.
    @inline(__always)
    mutating func appendPlainText(_ here: inout ByteCursor) -> Bool {
        let place = count
        var run = here.place
        while here.left > Self.reach {
            let word = here.word
            let found =
                ByteWord.places(of: 0x3C, in: word) | ByteWord.places(of: 0x26, in: word)
                | ByteWord.places(of: 0x5F, in: word) | ByteWord.places(of: 0x0D, in: word)
            here.advance(ByteWord.first(found))
            if found == 0 { continue }
            guard here.left > Self.reach else { break }
            switch here[0] {
            case 0x3C:
                appendShort(run, here.place - run)
                return true
            case 0x26:
                append(run, here.place - run)
                guard let byte = Self.named(&here) else {
                    removeLast(count - place)
                    return false
                }
                append(byte)
                run = here.place
            case 0x5F where here[1] | 0x20 != 0x78:
                here.advance(1)
            default:
                removeLast(count - place)
                return false
            }
        }
        removeLast(count - place)
        return false
    }

    /// The character of one of XML's five names (XML 1.0, clause 4.6).
    private static func named(_ here: inout ByteCursor) -> UInt8? {
        let word = here.word
        // "&amp;", "&lt;", "&gt;", "&quot;", "&apos;"
        if word & 0xFF_FFFF_FFFF == 0x3B_706D_6126 {
            here.advance(5)
            return 0x26
        }
        if word & 0xFFFF_FFFF == 0x3B74_6C26 {
            here.advance(4)
            return 0x3C
        }
        if word & 0xFFFF_FFFF == 0x3B74_6726 {
            here.advance(4)
            return 0x3E
        }
        if word & 0xFFFF_FFFF_FFFF == 0x3B74_6F75_7126 {
            here.advance(6)
            return 0x22
        }
        if word & 0xFFFF_FFFF_FFFF == 0x3B73_6F70_6126 {
            here.advance(6)
            return 0x27
        }
        return nil
    }
}
