/// Why a row is no record; every case says where.
public enum SheetRecordError: Error, Sendable, Equatable {
    /// There is no row at all.
    case noHeader
    case missingColumn(String, row: Int, found: [String])
    case duplicateColumn(String, row: Int)
    /// A value that must be there is not.
    case blank(CellReference, column: String)
    /// A value of another kind; `expected` says in words what was wanted.
    case wrongValue(CellReference, column: String, expected: String, found: String)
}

extension SheetRecordError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noHeader:
            "The sheet is empty. Put the header row and the data on it."
        case .missingColumn(let name, let row, let found):
            "The column '\(name)' is missing in row \(row), which has "
                + found.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + ". Add it to this header row."
        case .duplicateColumn(let name, let row):
            "The column '\(name)' stands twice in row \(row). Remove one of them."
        case .blank(let cell, let column):
            "\(cell) in the column '\(column)' is empty. Fill it in."
        case .wrongValue(let cell, let column, let expected, let found):
            "\(cell) in the column '\(column)' should be \(expected) and is '\(found.prefix(100))'."
        }
    }
}
