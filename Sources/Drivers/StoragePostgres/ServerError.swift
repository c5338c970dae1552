import CPQ
import Storage

/// What the server refused a statement with, and whether the transaction may be tried again.
struct ServerError: Error {
    let error: StorageError
    /// Whether another try of the whole transaction may go well.
    let isPassing: Bool
    /// Whether the plans of prepared statements no longer fit the schema.
    let isStalePlan: Bool
    /// Whether it was interrupted, by a time limit or because its task was cancelled.
    let isInterruption: Bool

    /// Reads libpq's answer. Its primary message names tables and columns; details, which tell values, are left out.
    init(_ result: OpaquePointer) {
        let fields = Fields(result)
        let state = fields[.sqlState]
        isStalePlan = state == "0A000" && fields[.function] == "RevalidateCachedQuery"
        isPassing = state == "40001" || state == "40P01" || isStalePlan
        isInterruption = state == "57014"
        error = StorageError(state: state, fields)
    }

    /// The connection is gone, with or without a last word of the server.
    init(lost message: String, _ result: OpaquePointer? = nil) {
        let last = result.map { Fields($0)[.primary] } ?? ""
        error = .unavailable(last.isEmpty ? message : last)
        isPassing = false
        isStalePlan = false
        isInterruption = false
    }
}

/// The parts of the server's answer (PostgreSQL documentation, "Error and Notice Message Fields").
private struct Fields {
    private let result: OpaquePointer

    enum Field: UInt8 {
        case sqlState = 0x43
        case primary = 0x4D
        case detail = 0x44
        case table = 0x74
        case column = 0x63
        case constraint = 0x6E
        case function = 0x52
    }

    init(_ result: OpaquePointer) {
        self.result = result
    }

    subscript(field: Field) -> String {
        PQresultErrorField(result, Int32(field.rawValue)).map { String(cString: $0) } ?? ""
    }
}

extension StorageError {
    static let nulCharacter = StorageError.database(
        code: "22021", message: "a text holds the character U+0000, which PostgreSQL cannot keep")

    static func misuse(_ message: String) -> StorageError {
        .database(code: "misuse", message: message)
    }

    fileprivate init(state: String, _ fields: Fields) {
        let message = fields[.primary]
        switch state {
        case "23505": self = .constraint(.unique, name: Self.uniqueName(fields))
        case "23503": self = .constraint(.foreignKey, name: fields[.constraint])
        case "23514": self = .constraint(.check, name: fields[.constraint])
        case "23502": self = .constraint(.notNull, name: "\(fields[.table]).\(fields[.column])")
        case "40001", "40P01", "55P03": self = .busy(message)
        case "57014": self = .busy(message)
        case "53100": self = .full(message)
        case "53300", "57P01", "57P02", "57P03", "3D000": self = .unavailable(message)
        case let state where state.hasPrefix("08") || state.hasPrefix("28"): self = .unavailable(message)
        // Data that does not fit: the message repeats it in quotes or after a colon.
        case let state where state.hasPrefix("22"):
            let words = message.prefix { $0 != "\"" && $0 != ":" }
            self = .database(code: state, message: String(words))
        default: self = .database(code: state.isEmpty ? "unknown" : state, message: message)
        }
    }

    /// `panel.title`, as SQLite tells it: the columns stand in the detail, `Key (a, b)=(1, 2) already exists.` An
    /// index over expressions goes by its name.
    private static func uniqueName(_ fields: Fields) -> String {
        let detail = fields[.detail]
        guard let start = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(")?.lowerBound, start < end
        else { return fields[.constraint] }
        let columns = detail[detail.index(after: start)..<end]
        guard !columns.contains("(") else { return fields[.constraint] }
        return columns.split(separator: ", ").map { "\(fields[.table]).\($0)" }.joined(separator: ", ")
    }
}
