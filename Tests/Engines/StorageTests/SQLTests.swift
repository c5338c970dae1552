import Storage
import Testing

struct SQLTests {
    @Test func `an interpolated value becomes a placeholder`() {
        let statement: SQL = "SELECT * FROM panel WHERE title = \("'; DROP TABLE panel; --") AND floor = \(3)"
        #expect(statement.text == "SELECT * FROM panel WHERE title = $1 AND floor = $2")
        #expect(statement.values == [.text("'; DROP TABLE panel; --"), .integer(3)])
    }

    @Test func `a value that is missing is NULL`() {
        let statement: SQL = "INSERT INTO panel (floor, title) VALUES (\(nil as Int?), \(Optional("a")))"
        #expect(statement.values == [.null, .text("a")])
    }

    @Test func `a part that is put in has its placeholders numbered anew`() {
        let part: SQL = "floor BETWEEN \(1) AND \(2)"
        let statement: SQL = "SELECT \(9) WHERE \(part) OR \(part) AND \(8)"
        #expect(statement.text == "SELECT $1 WHERE floor BETWEEN $2 AND $3 OR floor BETWEEN $4 AND $5 AND $6")
        #expect(statement.values == [9, 1, 2, 1, 2, 8].map { .integer($0) })
    }

    @Test func `more than nine placeholders are numbered anew`() {
        let many = SQL.joined((0..<12).map { "\($0)" }, separator: ", ")
        let statement: SQL = "\(true) \(many)"
        #expect(statement.text.hasSuffix("$11, $12, $13"))
        #expect(statement.values.count == 13)
    }

    @Test func `a statement has the words of its dialect`() {
        for (dialect, word) in [(Dialect(.sqlite), ""), (Dialect(.postgres), "FOR NO KEY UPDATE SKIP LOCKED")] {
            let statement: SQL = "SELECT 1 \(dialect.forUpdateSkipLocked)"
            #expect(statement.text == "SELECT 1 \(word)")
        }
        #expect(Dialect(.postgres).spell("a {identity}, b {identity}").components(of: "IDENTITY") == 2)
    }
}

extension String {
    fileprivate func components(of word: String) -> Int {
        split(separator: word, omittingEmptySubsequences: false).count - 1
    }
}
