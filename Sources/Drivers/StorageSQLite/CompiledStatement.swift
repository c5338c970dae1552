import GRDBSQLite
import Storage

/// A statement compiled by SQLite for one connection: bound, stepped through and reset, again and again.
final class CompiledStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let parameters: ParameterOrder
    private var columns: ColumnNames?
    private var compilations: Int32 = 0

    /// Compiles one statement; text after its semicolon is refused.
    init(_ text: String, on connection: OpaquePointer) throws {
        var text = text
        handle = try text.withUTF8 { utf8 in
            try utf8.withMemoryRebound(to: CChar.self) { characters in
                var handle: OpaquePointer?
                var rest: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    connection, characters.baseAddress, Int32(characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &rest)
                guard code == SQLITE_OK else { throw StorageError(code, on: connection) }
                guard let handle else { throw StorageError.misuse("there is no statement in the text") }
                if let start = characters.baseAddress, let rest {
                    let trailing = characters[start.distance(to: rest)...]
                    guard trailing.allSatisfy({ " \n\r\t;".utf8.contains(UInt8(bitPattern: $0)) }) else {
                        sqlite3_finalize(handle)
                        throw StorageError.misuse("only one statement can be run at a time")
                    }
                }
                return handle
            }
        }
        self.connection = connection
        do {
            parameters = try ParameterOrder(of: handle)
        } catch {
            sqlite3_finalize(handle)
            throw error
        }
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Whether somebody is between its rows.
    var isRunning: Bool { sqlite3_stmt_busy(handle) != 0 }

    /// Runs it to the end and tells how many rows it changed.
    func execute(_ values: [SQLValue]) throws -> Int {
        let before = sqlite3_total_changes(connection)
        try start(values)
        defer { stop() }
        while try step() {}
        return sqlite3_total_changes(connection) == before ? 0 : Int(sqlite3_changes(connection))
    }

    func fetch(_ values: [SQLValue]) throws -> [Row] {
        try start(values)
        defer { stop() }
        var rows: [Row] = []
        while let row = try next() { rows.append(row) }
        return rows
    }

    /// Binds the values; `next` then gives the rows.
    func start(_ values: [SQLValue]) throws {
        guard values.count == parameters.values else {
            throw StorageError.misuse("the statement takes \(parameters.values) values, \(values.count) were given")
        }
        for index in 0..<parameters.count {
            let code = bind(values[parameters[index]], at: Int32(index + 1))
            guard code == SQLITE_OK else {
                stop()
                throw StorageError(code, on: connection)
            }
        }
    }

    func next() throws -> Row? {
        guard try step() else { return nil }
        let columns = currentColumns()
        let values = (0..<Int32(columns.names.count)).map { value(at: $0) }
        return Row(columns: columns, values: values)
    }

    /// Makes it ready for other values and lets go of these.
    func stop() {
        sqlite3_reset(handle)
        if parameters.count > 0 { sqlite3_clear_bindings(handle) }
    }

    /// Whether there is a row.
    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw StorageError.orCancellation(code, on: connection)
        }
    }

    /// The names, read again when SQLite has compiled the statement anew because the schema has changed.
    private func currentColumns() -> ColumnNames {
        let compilations = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
        if let columns, compilations == self.compilations { return columns }
        let names = (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
        let columns = ColumnNames(names)
        self.columns = columns
        self.compilations = compilations
        return columns
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .real(let number): return sqlite3_bind_double(handle, index, number)
        case .boolean(let truth): return sqlite3_bind_int(handle, index, truth ? 1 : 0)
        case .text(var text):
            return text.withUTF8 { utf8 in
                // An empty buffer may have no address, which SQLite would take for NULL.
                guard let start = utf8.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    sqlite3_bind_text64(handle, index, $0, UInt64(utf8.count), copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), copied)
            }
        }
    }

    private func value(at index: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, index) else { return .text("") }
            let count = Int(sqlite3_column_bytes(handle, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, index) else { return .blob([]) }
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))))
        default: return .null
        }
    }
}

/// Which of the values goes to which of SQLite's parameters.
///
/// To SQLite `$2` is a name; it numbers names as they first appear, so `$2 … $1` would be bound the wrong way round.
private struct ParameterOrder {
    let count: Int
    /// How many values must be given: the highest number after a `$`.
    let values: Int
    /// Nil where the first value goes to the first parameter and so on.
    private let order: [Int]?

    init(of handle: OpaquePointer) throws {
        count = Int(sqlite3_bind_parameter_count(handle))
        var order: [Int] = []
        for index in 0..<count {
            guard let name = sqlite3_bind_parameter_name(handle, Int32(index + 1)).map({ String(cString: $0) }),
                name.hasPrefix("$"), let number = Int(name.dropFirst()), number >= 1
            else { throw StorageError.misuse("a placeholder is not written as $1, $2 and so on") }
            order.append(number - 1)
        }
        values = order.reduce(0) { max($0, $1 + 1) }
        self.order = order == Array(0..<count) ? nil : order
    }

    subscript(parameter: Int) -> Int { order?[parameter] ?? parameter }
}

/// Tells SQLite to copy what it is given (`SQLITE_TRANSIENT`, a macro that Swift does not see).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
