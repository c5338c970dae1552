import XLSX

/// What a check of a sheet found.
public struct CheckReport: Sendable {
    /// Problems that are kept one by one; more are only counted.
    public static let most = 10_000

    /// The first 10,000, by row and column.
    public private(set) var problems: [RowProblem] = []
    /// All of them, a cell counted once.
    public private(set) var problemCount = 0
    public private(set) var warnings: [String] = []
    /// Rows with something in a column that is used.
    public internal(set) var rows = 0

    public init() {}

    public var isClean: Bool { problemCount == 0 }

    /// Each cell may be reported once; whoever reports sees to that.
    public mutating func add(_ problem: RowProblem) {
        problemCount += 1
        if problems.count < CheckReport.most { problems.append(problem) }
    }

    /// Takes over what was found apart from this one, in other cells. Of both the first by row and column are kept.
    public mutating func merge(_ other: CheckReport) {
        problemCount += other.problemCount
        warnings += other.warnings
        rows += other.rows
        guard !other.problems.isEmpty else { return }
        problems += other.problems
        sort()
        if problems.count > CheckReport.most { problems.removeLast(problems.count - CheckReport.most) }
    }

    public mutating func warn(_ warning: String) {
        warnings.append(warning)
    }

    @usableFromInline
    mutating func addRow() { rows += 1 }

    mutating func sort() {
        problems.sort { ($0.cell.row, $0.cell.column) < ($1.cell.row, $1.cell.column) }
    }
}
