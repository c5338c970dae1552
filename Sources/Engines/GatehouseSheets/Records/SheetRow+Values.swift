extension SheetRow {
    /// The value of a column that must have one.
    @inlinable
    public func required<Value: SheetValue>(_ column: SheetColumn) throws(SheetRecordError) -> Value {
        guard let value: Value = try optional(column) else {
            throw .blank(CellReference(column: column.index, row: index), column: column.header)
        }
        return value
    }

    /// The value of a column; nil where the cell is blank or the sheet has no such column.
    @inlinable
    public func optional<Value: SheetValue>(_ column: SheetColumn?) throws(SheetRecordError) -> Value? {
        guard let column, let position = position(near: column.index), self[position].kind != .blank else { return nil }
        if let value = Value(self[position]) { return value }
        throw .wrongValue(
            CellReference(column: column.index, row: index), column: column.header, expected: Value.expectation,
            found: self[position].string)
    }

    /// Rows are full as a rule, and a column's cell then stands at the column's own position.
    @inlinable
    func position(near column: Int) -> Int? {
        if column < count, self[column].column == column { return column }
        return position(ofColumn: column)
    }
}
