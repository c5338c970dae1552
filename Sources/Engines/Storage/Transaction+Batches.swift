extension Transaction {
    /// Inserts many rows with one statement for every 500 of them, and hands back what `RETURNING` answers.
    ///
    /// - Parameters:
    ///   - head: `INSERT INTO unit (zone_id, label)`.
    ///   - rows: one array of values a row, all of the same length.
    ///   - tail: `ON CONFLICT … RETURNING …`, or nothing.
    @discardableResult
    public func insertRows(_ head: StaticString, _ rows: [[SQLValue]], _ tail: StaticString = "") throws -> [Row] {
        guard let width = rows.first?.count else { return [] }
        var answers: [Row] = []
        for batch in rows.batches(of: batchSize) {
            var number = 0
            let tuples = batch.map { _ in
                "("
                    + (0..<width).map { _ in
                        number += 1
                        return "$\(number)"
                    }.joined(separator: ",") + ")"
            }
            let statement = try prepare("\(head) VALUES \(tuples.joined(separator: ",")) \(tail)")
            answers += try statement.fetch(batch.flatMap { $0 })
        }
        return answers
    }

    /// Runs a statement once for every 500 values, with those as `(…)` between head and tail.
    ///
    /// - Parameters:
    ///   - head: `DELETE FROM panel_unit WHERE panel_id = \(panel) AND unit_id IN`; may carry values of its own.
    ///   - tail: what follows the list, without values.
    @discardableResult
    public func fetchRows(_ head: SQL, in values: [SQLValue], _ tail: StaticString = "") throws -> [Row] {
        var answers: [Row] = []
        for batch in values.batches(of: batchSize) {
            let numbers = batch.indices.map { "$\(head.values.count + 1 + $0 - batch.startIndex)" }
            let statement = try prepare("\(head.text) (\(numbers.joined(separator: ","))) \(tail)")
            answers += try statement.fetch(head.values + batch)
        }
        return answers
    }
}

/// Rows in one statement: 10 columns each stay far below SQLite's 32,766 and PostgreSQL's 65,535 parameters.
private let batchSize = 500

extension Array {
    /// The elements in slices of at most so many.
    fileprivate func batches(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
