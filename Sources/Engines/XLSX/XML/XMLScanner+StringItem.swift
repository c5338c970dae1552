extension XMLScanner {
    /// Appends the text of the `si` or `is` element that has just started: its `t` elements and those of its runs,
    /// phonetic runs left out (ECMA-376 Part 1, clauses 18.4.8 and 18.3.1.53).
    mutating func appendStringItem(
        to arena: inout ByteArena, limit: String, allowed: Int
    ) throws(XLSXError) {
        let outside = depth - 1
        while true {
            switch try next() {
            case .start:
                switch name {
                case .t: try appendTextElement(to: &arena, limit: limit, allowed: allowed)
                case .rPh, .rPr, .phoneticPr: try skipElement()
                default: break
                }
            case .end:
                if depth == outside { return }
            case .text:
                break
            case .finished:
                return
            }
        }
    }

    /// Appends the content of the `t` element that has just started.
    mutating func appendTextElement(
        to arena: inout ByteArena, limit: String, allowed: Int
    ) throws(XLSXError) {
        let start = arena.count
        let outside = depth - 1
        let keepsSpaces = try preservesSpace()
        var isFirst = true
        var spacesAtEnd = 0
        while true {
            switch try next() {
            case .text:
                if !keepsSpaces, !isCDATA {
                    if isFirst { while contentStart < contentEnd, isSpace(contentStart) { contentStart += 1 } }
                    spacesAtEnd = countSpacesAtEnd()
                } else {
                    spacesAtEnd = 0
                }
                isFirst = false
                try appendText(to: &arena)
                try check(limit, allowed, arena.count)
            case .start:
                try skipElement()
            case .end where depth == outside, .finished:
                arena.removeLast(spacesAtEnd)
                SpreadsheetText.resolveEscapes(in: &arena, from: start)
                return
            case .end:
                break
            }
        }
    }

    /// Text that comprises many pieces is as large as all of them.
    func check(_ limit: String, _ allowed: Int, _ found: Int) throws(XLSXError) {
        guard found <= allowed else {
            throw .limitExceeded(limit: limit, allowed: allowed, found: found, part: source.part)
        }
    }

    private mutating func preservesSpace() throws(XLSXError) -> Bool {
        var place = contentStart
        while let attribute = try nextAttribute(&place) {
            if attribute.name == .space { return attribute.equals("preserve") }
        }
        return false
    }

    private func isSpace(_ place: Int) -> Bool { SpreadsheetText.isSpace(base[place]) }

    /// As they will stand in the text, where a carriage return and a line feed are one.
    private func countSpacesAtEnd() -> Int {
        var place = contentEnd
        var count = 0
        while place > contentStart, isSpace(place - 1) {
            place -= 1
            if base[place] != 0x0D || place + 1 >= contentEnd || base[place + 1] != 0x0A { count += 1 }
        }
        return count
    }
}
