/// Rows, without anything allocated for a cell: what cells of a row or a column have in common is made once.
extension SheetWriter {
    /// The most that a cell takes beside its text.
    private static let cellRoom = 128
    /// A text up to this length is put at once.
    private static let shortText = 8 << 10

    /// Writes the next row.
    func append(row: [WorkbookWriter.Cell], style: WorkbookWriter.Style? = nil) throws(WorkbookWriteError) {
        try row.withUnsafeBufferPointer { cells throws(WorkbookWriteError) in try append(cells, style: style) }
    }

    func append(
        _ cells: UnsafeBufferPointer<WorkbookWriter.Cell>, style: WorkbookWriter.Style? = nil
    ) throws(WorkbookWriteError) {
        guard rowCount < SheetLimits.rows else { throw .tooManyRows(sheet: name) }
        rowCount += 1
        guard cells.count <= SheetLimits.columns else {
            throw .tooManyColumns(sheet: name, row: rowCount, found: cells.count)
        }
        columnNames.reach(cells.count)
        let rowStyle = style.map(styleIndex)
        var cursor = try output.room(Self.cellRoom)
        cursor.put("<row r=\"")
        let digits = cursor.place
        cursor.put(rowCount)
        // The row's number and the quote behind it, as they end the name of each cell: eight bytes at most.
        let length = cursor.place - digits + 1
        cursor.put("\">      ")
        cursor.place -= 6
        let row = UnsafeRawPointer(digits).loadUnaligned(as: UInt64.self).littleEndian
        for column in cells.indices {
            let style = rowStyle ?? (column < columnStyles.count ? columnStyles[column] : 0)
            let place = CellPlace(column: column, name: columnNames[column], row: row, rowLength: length)
            try put(cells[column], at: place, style, &cursor)
        }
        try output.room(Self.cellRoom, after: &cursor)
        cursor.put("</row>")
        output.settle(cursor)
        widestRow = max(widestRow, cells.count)
    }

    private func put(
        _ cell: WorkbookWriter.Cell, at place: CellPlace, _ style: Int, _ cursor: inout XMLCursor
    ) throws(WorkbookWriteError) {
        try output.room(Self.cellRoom, after: &cursor)
        switch cell {
        case .text(let text):
            cursor.open(place, style)
            try put(text, place.column, &cursor)
        case .integer(let number):
            cursor.open(place, style)
            cursor.put("><v>")
            cursor.put(number)
            cursor.put("</v></c>")
        case .number(let number):
            guard number.isFinite else {
                throw .numberNotFinite(sheet: name, cell: CellName.text(row: rowCount, column: place.column))
            }
            cursor.open(place, style)
            cursor.put("><v>")
            if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
                cursor.put(whole)
            } else {
                DecimalText.put(number, to: &cursor)
            }
            cursor.put("</v></c>")
        case .boolean(let value):
            cursor.open(place, style)
            cursor.put(" t=\"b\"><v>0</v></c>")
            if value { cursor.place[-9] = 0x31 }
        case .blank:
            guard style != 0 else { return }
            cursor.open(place, style)
            cursor.put("/>")
        case .styled(let content, let own):
            try put(content, at: place, styleIndex(own), &cursor)
        case .linked(let content, let target):
            guard links.count < SheetLimits.links else { throw .tooManyLinks(sheet: name) }
            links.append((rowCount, place.column, target))
            try put(content, at: place, style, &cursor)
        }
    }

    private func put(_ text: String, _ column: Int, _ cursor: inout XMLCursor) throws(WorkbookWriteError) {
        cursor.put(" t=\"inlineStr\"><is><t")
        let isPut = try text.utf8Span.span.withUnsafeBufferPointer { bytes throws(WorkbookWriteError) in
            // The tag is put whole, for what is before the cursor leaves wherever more room is asked for.
            if XMLText.needsPreserving(bytes) { cursor.put(" xml:space=\"preserve\"") }
            cursor.put(">")
            guard bytes.count <= Self.shortText else { return false }
            try output.room(bytes.count + Self.cellRoom, after: &cursor)
            return cursor.put(plain: bytes)
        }
        if !isPut { try putOther(text, column, &cursor) }
        cursor.put("</t></is></c>")
    }

    /// A long text, or one that needs escaping.
    private func putOther(_ text: String, _ column: Int, _ cursor: inout XMLCursor) throws(WorkbookWriteError) {
        if text.utf8.count > SheetLimits.text, text.utf16.count > SheetLimits.text {
            throw .textTooLong(
                sheet: name, cell: CellName.text(row: rowCount, column: column), found: text.utf16.count)
        }
        output.settle(cursor)
        try output.write(text: text)
        cursor = try output.room(Self.cellRoom)
    }
}

/// Where a cell stands, as its name is written.
private struct CellPlace {
    let column: Int
    let name: UInt32
    let row: UInt64
    let rowLength: Int
}

extension XMLCursor {
    /// `<c r="B7"`, and the style where it is not the plain one.
    @inline(__always)
    fileprivate mutating func open(_ cell: CellPlace, _ style: Int) {
        put("<c r=\"")
        put(UInt64(cell.name), Int(cell.name >> 24))
        put(cell.row, cell.rowLength)
        guard style != 0 else { return }
        put(" s=\"")
        put(style)
        put("\"")
    }
}
