public import XLSX

/// Something whose rows can be checked.
public protocol TableRows {
    /// What the table is called in problems: a sheet's name.
    var name: String { get }

    /// Hands over the rows in order until the closure answers false. Throws what the closure throws.
    func readRows(_ body: (borrowing SheetRow) throws -> Bool) throws
}

/// The rows of one sheet of a workbook.
public struct WorkbookRows: TableRows {
    @usableFromInline let workbook: Workbook
    @usableFromInline let sheet: Sheet

    @inlinable
    public init(workbook: Workbook, sheet: Sheet) {
        self.workbook = workbook
        self.sheet = sheet
    }

    @inlinable public var name: String { sheet.name }

    @inlinable
    public func readRows(_ body: (borrowing SheetRow) throws -> Bool) throws {
        try workbook.readRows(of: sheet, body)
    }
}
