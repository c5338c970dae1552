/// One column of a kind of spreadsheet: the headers that mean it, and how a cell of it is read.
public struct ImportColumn<Record: Sendable>: Sendable {
    /// The header that exports and templates carry.
    public let title: String
    /// Other headers that mean the same.
    public let aliases: [String]
    /// Whether a sheet without this column is wrong.
    public let isRequired: Bool
    /// Whether a row without a value in it is wrong.
    public let needsValue: Bool
    /// Reads a cell that is not blank into the row's record, or says what is wrong with it.
    @usableFromInline let read: @Sendable (borrowing CellInput, inout Record) throws(CellProblem) -> Void

    /// - Parameter needsValue: where it is set, the column is required too.
    public init(
        _ title: String, aliases: [String] = [], isRequired: Bool = false, needsValue: Bool = false,
        read: @escaping @Sendable (borrowing CellInput, inout Record) throws(CellProblem) -> Void
    ) {
        self.title = title
        self.aliases = aliases
        self.isRequired = isRequired || needsValue
        self.needsValue = needsValue
        self.read = read
    }
}

/// Why a cell cannot be taken.
public struct CellProblem: Error, Sendable, Equatable {
    /// Stable, for programs: `key.format`.
    public let code: String
    /// For the person who filled in the cell: what is wrong, and what to write instead.
    public let message: String

    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}
