public import XLSX

/// Something wrong with one cell of a sheet; data, not an error.
public struct RowProblem: Sendable, Equatable {
    public let sheet: String
    public let cell: CellReference
    /// The header of the cell's column as the sheet has it.
    public let column: String
    /// What stands in the cell, at most 200 characters of it.
    public let value: String
    public let code: String
    public let message: String

    public init(sheet: String, cell: CellReference, column: String, value: String, code: String, message: String) {
        self.sheet = sheet
        self.cell = cell
        self.column = column
        self.value = String(value.prefix(200))
        self.code = code
        self.message = message
    }
}
