/// What a kind of spreadsheet looks like: its columns, in one readable place.
///
/// `Record` is what one row becomes. Rules that need more than one cell belong to whoever receives the records.
public struct ImportSchema<Record: Sendable>: Sendable {
    public let columns: [ImportColumn<Record>]
    /// A row before its first cell.
    public let emptyRecord: Record
    /// A bit for each column that needs a value in every row.
    @usableFromInline let needed: UInt64

    /// - Parameter columns: at most 64.
    public init(emptyRecord: Record, columns: [ImportColumn<Record>]) {
        self.emptyRecord = emptyRecord
        self.columns = columns
        needed = columns.enumerated().reduce(0) { $1.element.needsValue ? $0 | 1 << UInt64($1.offset) : $0 }
    }
}
