/// What a cell's `t` attribute says of its value (ECMA-376 Part 1, clause 18.18.11).
enum CellType {
    case number, shared, inline, formulaText, boolean, error, isoDate
}

extension SheetScanner {
    /// Reads the `c` element that has just started, whatever it holds.
    mutating func readCell() throws(XLSXError) {
        var cell = StoredCell()
        var type = CellType.number
        var isPlaced = false
        var place = xml.contentStart
        while let attribute = try xml.nextAttribute(&place) {
            guard !attribute.hasPrefix else { continue }
            switch attribute.name {
            case .r:
                guard let reference = CellReference.parse(attribute.start, attribute.count) else {
                    throw outside(String(decoding: attribute.bytes, as: UTF8.self))
                }
                try self.place(&cell, at: reference)
                isPlaced = true
            case .s:
                cell.style = UInt32(clamping: attribute.number ?? 0)
            case .t:
                type = Self.type(attribute)
            default:
                break
            }
        }
        if !isPlaced { try placeNext(&cell) }

        let start = text.count
        var valueStart = start
        var sawValue = false
        var sawInline = false
        let outside = xml.depth - 1
        while true {
            let event = try xml.next()
            if event == .finished || (event == .end && xml.depth == outside) { break }
            guard event == .start else { continue }
            switch xml.name {
            case .v where !sawInline:
                valueStart = text.count
                sawValue = true
                try readElementText()
            case .f:
                cell.flags |= StoredCell.formula
                try xml.skipElement()
            case .is where !sawInline:
                text.removeLast(text.count - start)
                sawInline = true
                try xml.appendStringItem(
                    to: &text, limit: "maximumRowBytes", allowed: xml.limits.maximumRowBytes)
            default:
                try xml.skipElement()
            }
        }
        if sawInline {
            setText(&cell, from: start)
            cell.flags |= StoredCell.hasValue
        } else if sawValue {
            try setValue(&cell, type, from: valueStart)
        }
        try append(cell)
    }

    /// Appends the text of the element that has just started, and of nothing inside it.
    private mutating func readElementText() throws(XLSXError) {
        let outside = xml.depth - 1
        while true {
            switch try xml.next() {
            case .text:
                try xml.appendText(to: &text)
                try xml.check("maximumRowBytes", xml.limits.maximumRowBytes, text.count)
            case .start: try xml.skipElement()
            case .end where xml.depth == outside, .finished: return
            case .end: break
            }
        }
    }

    private static func type(_ attribute: XMLAttribute) -> CellType {
        if attribute.equals("s") { return .shared }
        if attribute.equals("inlineStr") { return .inline }
        if attribute.equals("str") { return .formulaText }
        if attribute.equals("b") { return .boolean }
        if attribute.equals("e") { return .error }
        if attribute.equals("d") { return .isoDate }
        return .number
    }

    /// Makes the row's text from `start` on the cell's value.
    private mutating func setValue(_ cell: inout StoredCell, _ type: CellType, from start: Int) throws(XLSXError) {
        switch type {
        case .formulaText, .inline:
            SpreadsheetText.resolveEscapes(in: &text, from: start)
            cell.flags |= StoredCell.hasValue
            setText(&cell, from: start)
        default:
            trimSpaces(from: start)
            try setScalar(&cell, type, UnsafePointer(text.base + start), text.count - start, at: start)
        }
    }

    /// A value that is no free text: `bytes` are its digits or word, which stand, or will stand, in the row's text.
    @inline(__always)
    mutating func setScalar(
        _ cell: inout StoredCell, _ type: CellType, _ bytes: UnsafePointer<UInt8>, _ count: Int, at start: Int
    ) throws(XLSXError) {
        guard count > 0 else { return }
        cell.start = UInt32(truncatingIfNeeded: start)
        cell.length = UInt32(truncatingIfNeeded: count)
        cell.flags |= StoredCell.hasValue
        switch type {
        case .number: setNumber(&cell, bytes, count)
        case .shared: try setShared(&cell, bytes, count)
        case .boolean: setBoolean(&cell, bytes, count)
        case .error: cell.kind = .error
        case .isoDate: setISODate(&cell, bytes, count)
        case .formulaText, .inline: cell.kind = .text
        }
    }

    /// What should be a number and is none is taken as the text it is.
    @inline(__always)
    func setNumber(_ cell: inout StoredCell, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
        guard let number = Numeral.double(bytes, count) else {
            cell.kind = .text
            return
        }
        show(&cell, number)
    }

    /// Makes a number, date, time or duration of a cell, as its style says.
    @inline(__always)
    func show(_ cell: inout StoredCell, _ number: Double) {
        cell.number = number
        cell.kind = .number
        let style = Int(cell.style)
        guard style < styleCount else { return }
        switch styleKinds[style] {
        case .number, .text: break
        case .duration: cell.kind = .duration
        case .date, .time, .dateTime:
            // Less than a day is a time of the day, but for 1904, where day 0 is a day like any other.
            if SerialDate.isDate(number, is1904: is1904) {
                cell.kind = number < 1 && (!is1904 || styleKinds[style] == .time) ? .time : .date
            }
        }
    }

    private mutating func setShared(
        _ cell: inout StoredCell, _ bytes: UnsafePointer<UInt8>, _ count: Int
    ) throws(XLSXError) {
        var index = 0
        for place in 0..<min(count, 10) {
            let digit = bytes[place] &- 0x30
            guard digit <= 9 else { throw noSuchString(cell, bytes, count) }
            index = index &* 10 &+ Int(digit)
        }
        guard count <= 10, index < strings.count else { throw noSuchString(cell, bytes, count) }
        if index < stringCount { return setShared(&cell, index) }
        let start = text.count
        let allowed = xml.limits.maximumRowBytes
        let wanted = try spilled?.append(index - stringCount, to: &text, allowed: allowed) ?? 0
        try xml.check("maximumRowBytes", allowed, wanted)
        setText(&cell, from: start)
    }

    /// A string that is in memory.
    @inline(__always)
    func setShared(_ cell: inout StoredCell, _ index: Int) {
        let start = stringEnds[index]
        cell.start = start
        cell.length = stringEnds[index &+ 1] &- start
        cell.flags |= StoredCell.shared
        cell.kind = cell.length == 0 ? .blank : .text
    }

    private func noSuchString(_ cell: StoredCell, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> XLSXError {
        .noSuchSharedString(
            part: xml.source.part, cell: CellReference(column: Int(cell.column), row: rowIndex).description,
            index: String(decoding: UnsafeBufferPointer(start: bytes, count: min(count, 40)), as: UTF8.self),
            count: strings.count)
    }

    /// `1`, `0`, `true` and `false` are right (`xsd:boolean`); some write other numbers or capitals. What is no truth value
    /// stays a text.
    func setBoolean(_ cell: inout StoredCell, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
        cell.kind = .boolean
        if count == 1, bytes[0] == 0x30 || bytes[0] == 0x31 {
            cell.number = Double(bytes[0] - 0x30)
        } else if let number = Numeral.double(bytes, count) {
            cell.number = number == 0 ? 0 : 1
        } else {
            switch String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self).lowercased() {
            case "true": cell.number = 1
            case "false": cell.number = 0
            default: cell.kind = .text
            }
        }
    }

    private func setISODate(_ cell: inout StoredCell, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let text = UnsafeBufferPointer(start: bytes, count: count)
        guard let found = SerialDate.serial(iso: text, is1904: is1904) else {
            cell.kind = .text
            return
        }
        cell.number = found.serial
        cell.kind = found.isTime ? .time : .date
    }

    func setText(_ cell: inout StoredCell, from start: Int) {
        cell.start = UInt32(truncatingIfNeeded: start)
        cell.length = UInt32(truncatingIfNeeded: text.count - start)
        cell.kind = cell.length == 0 ? .blank : .text
    }

    private mutating func trimSpaces(from start: Int) {
        while text.count > start, SpreadsheetText.isSpace(text.base[text.count - 1]) { text.removeLast(1) }
        var first = start
        while first < text.count, SpreadsheetText.isSpace(text.base[first]) { first += 1 }
        guard first > start else { return }
        for index in first..<text.count { text.base[start + index - first] = text.base[index] }
        text.removeLast(first - start)
    }
}
