package import ImportSchema

/// The rule that no two rows of a file have the same value in a column.
package struct UniqueValues<Value: Hashable & Sendable>: Sendable {
    private var rows: [Value: Int32] = [:]

    package init() {}

    /// Takes the value of a row.
    ///
    /// - Parameters:
    ///   - what: `barcode`; the word in the code and the sentence.
    ///   - column: its place in the kind's columns.
    package mutating func take(
        _ value: Value, _ what: String, row: Int, column: Int, _ layout: SheetLayout, _ report: inout CheckReport
    ) {
        // A sheet has at most 1,048,576 rows.
        let number = Int32(truncatingIfNeeded: row)
        guard let first = rows.updateValue(number, forKey: value) else { return }
        rows[value] = first
        report.add(
            layout.problem(
                row: row, column: column, value: "\(value)", "\(what.replacing(" ", with: "-")).duplicate",
                "This \(what) stands in row \(first) already. Leave it in one row."))
    }
}
