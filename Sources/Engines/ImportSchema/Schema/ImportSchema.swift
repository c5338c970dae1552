/// What a kind of spreadsheet looks like: its columns, in one readable place.
///
/// `Record` is what one row becomes. Rules that need more than one cell belong to whoever receives the records.
public struct ImportSchema<Record: Sendable>: Sendable {
    public let columns: [ImportColumn<Record>]
    /// A row before its first cell.
    public let emptyRecord: Record

    public init(emptyRecord: Record, columns: [ImportColumn<Record>]) {
        self.emptyRecord = emptyRecord
        self.columns = columns
    }
}
