package import Basics
package import Catalog
package import ImportSchema
package import Storage

/// A kind of brand file: what its sheet looks like, what must be true of its rows, and what they change.
///
/// A kind is one folder in `ImportKinds` and one line in the list of kinds; everything else works for all of them.
package protocol BrandFileKind: Sendable {
    /// What one row becomes.
    associatedtype Row: Sendable
    /// What must be true between the rows of one file.
    associatedtype Rules: RowRules<Row>
    /// What the rows do to the database.
    associatedtype Change: RowChange<Row>

    /// The word at the start of a part's name, which stands in the database too; never changed.
    static var name: String { get }
    /// What follows the brand in the part's name, in this order.
    static var arguments: [BrandFileArgument] { get }
    /// Who may send it, besides administrators.
    static var senders: Set<BrandFileSender> { get }
    /// Rows that a change is handed at once.
    static var batch: Int { get }

    /// A row before its first cell.
    var emptyRow: Row { get }
    /// The columns, in the order in which a template has them; at most 64.
    func columns(_ cells: CellReading) -> [ImportColumn<Row>]
    /// A row that a template shows, a text for each column.
    var example: [String] { get }

    func makeRules() -> Rules
    func makeChange(of file: BrandFile, for brand: Brand, at now: Instant, in tx: any Transaction) throws -> Change
}

extension BrandFileKind {
    package static var batch: Int { 5000 }

    func schema(_ cells: CellReading) -> ImportSchema<Row> {
        ImportSchema(emptyRecord: emptyRow, columns: columns(cells))
    }
}

/// What a part's name carries behind type and brand.
package enum BrandFileArgument: String, Sendable {
    case warehouse, host, startDate, endDate

    /// Whether it may be left out; only the last ones may.
    var isOptional: Bool { self == .endDate }
}

/// Which callers there are besides administrators.
package enum BrandFileSender: Sendable {
    case company, host, warehouse
}

/// A row with its place in the sheet.
package struct PlacedRow<Row: Sendable>: Sendable {
    /// The sheet's, from 1.
    package let number: Int
    /// Among the rows with something in them, from 1.
    package let place: Int
    package let row: Row
}

/// What must be true between the rows of one file; sees them in order.
package protocol RowRules<Row> {
    associatedtype Row: Sendable

    /// - Parameter faults: the columns of the row that are wrong by themselves, and should not be reported again.
    mutating func take(_ row: PlacedRow<Row>, _ faults: RowFaults, _ layout: SheetLayout, _ report: inout CheckReport)
    /// After the last row.
    mutating func finish(_ layout: SheetLayout, _ report: inout CheckReport)
}

extension RowRules {
    package mutating func finish(_ layout: SheetLayout, _ report: inout CheckReport) {}
}

/// What the rows of a file do to the database, inside the transaction that ends the file's job.
///
/// Where the report has a problem in the end the transaction is rolled back, so that nothing need be undone.
package protocol RowChange<Row> {
    associatedtype Row: Sendable

    mutating func apply(_ rows: [PlacedRow<Row>], _ report: inout ChangeReport) throws
    /// After the last row.
    mutating func finish(_ report: inout ChangeReport) throws
}

/// What applying a file found.
package struct ChangeReport {
    package let layout: SheetLayout
    /// Problems that only the database knows of.
    package private(set) var check = CheckReport()
    /// What the file names and the brand does not have, in the file's words.
    package private(set) var missing = MissingNames()

    init(_ layout: SheetLayout) {
        self.layout = layout
    }

    package mutating func addMissing(_ name: String, _ what: MissingNames.Kind) { missing.add(name, what) }

    /// - Parameter column: its place in the kind's columns.
    package mutating func add(row: Int, column: Int, value: String, _ code: String, _ message: String) {
        check.add(layout.problem(row: row, column: column, value: value, code, message))
    }
}

extension SheetLayout {
    /// - Parameter column: its place in the kind's columns.
    package func problem(row: Int, column: Int, value: String, _ code: String, _ message: String) -> RowProblem {
        RowProblem(
            sheet: sheet, cell: cell(row: row, column: column), column: header(of: column), value: value, code: code,
            message: message)
    }
}
