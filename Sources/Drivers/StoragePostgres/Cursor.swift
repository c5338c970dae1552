import Storage

/// A result that stays on the server and is read in pieces, so that several can be read at the same time.
final class Cursor {
    private let name: String
    private let session: Session
    /// Rows asked for at a time: more where they are small, fewer where they are large.
    private var piece = 64
    private var isAtEnd = false

    private static let pieceBytes = 256 << 10

    init(number: Int, on session: Session) {
        name = "c\(number)"
        self.session = session
    }

    /// Whether a statement only reads: others cannot have a cursor, and their results are bounded by what they change.
    static func canRead(_ text: String) -> Bool {
        let words = text.uppercased().split { !$0.isLetter && $0 != "_" }
        switch words.first {
        case "SELECT", "VALUES", "TABLE": return true
        case "WITH": return !words.contains { ["INSERT", "DELETE", "MERGE"].contains($0) } && !changes(words)
        default: return false
        }
    }

    func open(_ statement: SQL) throws {
        _ = try session.runUnprepared("DECLARE \(name) NO SCROLL CURSOR FOR \(statement.text)", statement.values)
    }

    /// The next piece; nil at the end.
    func next() throws -> QueryResult? {
        guard !isAtEnd else { return nil }
        let result = try session.runUnprepared("FETCH FORWARD \(piece) FROM \(name)", [])
        isAtEnd = result.count < piece
        if result.size > 2 * Self.pieceBytes {
            piece = max(1, piece / 4)
        } else if result.size < Self.pieceBytes {
            piece = min(1024, piece * 2)
        }
        return result.count == 0 ? nil : result
    }

    func close() throws {
        try session.command("CLOSE \(name)")
    }

    /// Whether there is an UPDATE that is not a `FOR UPDATE` or `FOR NO KEY UPDATE`.
    private static func changes(_ words: [Substring]) -> Bool {
        zip(words, words.dropFirst()).contains { $1 == "UPDATE" && $0 != "FOR" && $0 != "KEY" }
    }
}
