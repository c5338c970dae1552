/// One step in the history of the schema. Steps are only ever added, never changed.
public struct Migration: Sendable {
    /// Unique and never reused; `YYYY-MM-DD-noun`.
    public let id: String
    /// Statements separated by semicolons. `{identity}` stands for the dialect's counting primary key; of a table that only
    /// grows, `MonthlyTable` has the words.
    public let sql: String

    public init(id: String, sql: String) {
        self.id = id
        self.sql = sql
    }
}
