extension Workbook {
    /// Reads a sheet as records, in order, until the closure answers false. The first row with a value is the header.
    ///
    /// Throws `SheetRecordError` for the first row that is no record, `XLSXError`, or what the closure throws.
    ///
    /// - Parameters:
    ///   - sheet: a worksheet of this workbook.
    ///   - type: the type of the records.
    ///   - body: gets a record, and the number of its row.
    @inlinable
    public func readRecords<Record: SheetRecord>(
        of sheet: Sheet, as type: Record.Type = Record.self, _ body: (Record, Int) throws -> Bool
    ) throws {
        var reading = RecordReading<Record>()
        try readRows(of: sheet) { row in try reading.take(row, body) }
        try reading.finish()
    }
}

extension DelimitedText {
    /// Reads the text as records, as `Workbook.readRecords` does.
    @inlinable
    public func readRecords<Record: SheetRecord>(
        as type: Record.Type = Record.self, _ body: (Record, Int) throws -> Bool
    ) throws {
        var reading = RecordReading<Record>()
        try readRows { row in try reading.take(row, body) }
        try reading.finish()
    }
}

/// The state between rows: the columns, once the header has been seen.
@usableFromInline
struct RecordReading<Record: SheetRecord> {
    @usableFromInline var columns: Record.Columns?

    @inlinable
    init() {}

    @inlinable
    mutating func take(_ row: borrowing SheetRow, _ body: (Record, Int) throws -> Bool) throws -> Bool {
        guard let columns else {
            columns = try Record.columns(in: header(row))
            return true
        }
        return try body(try Record(row, columns), row.index)
    }

    @inlinable
    func finish() throws {
        if columns == nil { throw SheetRecordError.noHeader }
    }

    @usableFromInline
    func header(_ row: borrowing SheetRow) -> SheetHeader { SheetHeader(row) }
}
