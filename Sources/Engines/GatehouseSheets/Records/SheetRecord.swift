/// A type that is made of a row: its columns are found by their headers once, and then read by their places.
///
///     struct Sale: SheetRecord {
///         struct Columns {
///             let code, quantity: SheetColumn
///             let sold: SheetColumn?
///         }
///
///         let code: String
///         let quantity: Int
///         let sold: CivilDateTime?
///
///         static func columns(in header: SheetHeader) throws(SheetRecordError) -> Columns {
///             try Columns(
///                 code: header.column("Code"), quantity: header.column("Quantity"), sold: header.find("Sold"))
///         }
///
///         init(_ row: borrowing SheetRow, _ columns: Columns) throws(SheetRecordError) {
///             code = try row.required(columns.code)
///             quantity = try row.required(columns.quantity)
///             sold = try row.optional(columns.sold)
///         }
///     }
public protocol SheetRecord {
    /// The places of the columns, one property for each.
    associatedtype Columns

    /// Finds the columns in the header row; a column that must be there and is not is an error.
    static func columns(in header: SheetHeader) throws(SheetRecordError) -> Columns

    /// Reads the values of one row.
    init(_ row: borrowing SheetRow, _ columns: Columns) throws(SheetRecordError)
}

/// A column of a sheet, known by its header.
public struct SheetColumn: Sendable, Equatable {
    /// From 0.
    public let index: Int
    /// The header as it stands in the sheet.
    public let header: String
}

/// A header row. Headers match without regard to case and to white space around them.
public struct SheetHeader: Sendable {
    /// The number of the row.
    public let row: Int
    /// In the order of the sheet, blanks left out.
    public let columns: [SheetColumn]

    init(_ row: borrowing SheetRow) {
        self.row = row.index
        var columns: [SheetColumn] = []
        for position in 0..<row.count where row[position].kind != .blank {
            columns.append(SheetColumn(index: row[position].column, header: row[position].string))
        }
        self.columns = columns
    }

    /// The column of this header, which must stand once.
    public func column(_ name: String) throws(SheetRecordError) -> SheetColumn {
        guard let column = try find(name) else {
            throw .missingColumn(name, row: row, found: columns.map(\.header))
        }
        return column
    }

    /// The column of this header; nil where it is not there. It must not stand twice.
    public func find(_ name: String) throws(SheetRecordError) -> SheetColumn? {
        let found = columns.filter { Self.key($0.header) == Self.key(name) }
        guard found.count <= 1 else { throw .duplicateColumn(name, row: row) }
        return found.first
    }

    private static func key(_ name: String) -> String {
        let characters = name.lowercased().drop(while: \.isWhitespace)
        return String(
            characters.prefix(
                (characters.lastIndex { !$0.isWhitespace }.map {
                    characters.distance(
                        from: characters.startIndex, to: $0) + 1
                }) ?? 0))
    }
}
