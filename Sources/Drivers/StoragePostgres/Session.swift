import CPQ
import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An open connection and the statements that were prepared on it. Used by one thread at a time.
final class Session {
    let canceller: Canceller
    /// Whether the schema has changed below a prepared statement.
    var hasStaleStatements = false

    let handle: OpaquePointer
    private var statements: [String: [ServerStatement]] = [:]
    private var statementCount = 0
    private var statementBytes = 0
    private var names = 0

    /// How many statements are kept, and how long their texts may be together: the server keeps a plan for each.
    private static let mostStatements = 256
    private static let mostBytes = 512 << 10

    init(_ target: ConnectionTarget) throws {
        let parameters = target.parameters
        var names = parameters.map { strdup($0.name).map { UnsafePointer($0) } } + [nil]
        var values = parameters.map { strdup($0.value).map { UnsafePointer($0) } } + [nil]
        defer { for pointer in names + values { free(UnsafeMutablePointer(mutating: pointer)) } }
        guard let handle = PQconnectdbParams(&names, &values, 1) else {
            throw StorageError.unavailable("no memory for a connection")
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw StorageError.unavailable(message(of: handle))
        }
        self.handle = handle
        canceller = Canceller(of: handle)
        _ = PQsetNoticeReceiver(handle, { _, _ in }, nil)
        try command(target.preparation)
    }

    deinit {
        PQfinish(handle)
    }

    /// Whether the connection stands and no transaction was left open on it.
    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// Whether the connection stands.
    var isConnected: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Whether a transaction is open in which no statement has failed.
    var isInTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }

    /// Opens a transaction.
    func begin(_ access: Access) throws {
        if hasStaleStatements {
            try forgetStatements()
            hasStaleStatements = false
        }
        try command(access.begin)
    }

    /// Runs statements without values, separated by semicolons.
    @discardableResult
    func command(_ text: String) throws -> QueryResult {
        guard !text.utf8.contains(0) else { throw StorageError.nulCharacter }
        return try QueryResult(PQexec(handle, text), of: handle)
    }

    /// Runs one statement with values, prepared before or now.
    func run(_ text: String, _ values: [SQLValue]) throws -> QueryResult {
        let statement = try self.statement(text, values)
        let parameters = try Parameters(values)
        return try parameters.withPointers { count, values, lengths, formats in
            try QueryResult(PQexecPrepared(handle, statement.name, count, values, lengths, formats, 1), of: handle)
        }
    }

    /// Runs one statement with values once.
    func runUnprepared(_ text: String, _ values: [SQLValue]) throws -> QueryResult {
        guard !text.utf8.contains(0) else { throw StorageError.nulCharacter }
        try Placeholders.check(text, values)
        let parameters = try Parameters(values)
        let types = values.map(\.type)
        return try parameters.withPointers { count, values, lengths, formats in
            try QueryResult(PQexecParams(handle, text, count, types, values, lengths, formats, 1), of: handle)
        }
    }

    /// Gives up all prepared statements: the schema may have changed below them.
    func forgetStatements() throws {
        guard statementCount > 0 else { return }
        statements.removeAll()
        statementCount = 0
        statementBytes = 0
        try command("DEALLOCATE ALL")
    }

    private func statement(_ text: String, _ values: [SQLValue]) throws -> ServerStatement {
        if let found = statements[text]?.first(where: { $0.takes(values) }) { return found }
        guard !text.utf8.contains(0) else { throw StorageError.nulCharacter }
        try Placeholders.check(text, values)
        let size = text.utf8.count
        if statementCount >= Self.mostStatements || statementBytes + size > Self.mostBytes {
            try forgetStatements()
        }
        names += 1
        let name = "s\(names)"
        var types = values.map(\.type)
        _ = try QueryResult(PQprepare(handle, name, text, Int32(types.count), types), of: handle)
        if types.contains(0) {
            types = try QueryResult(PQdescribePrepared(handle, name), of: handle).parameterTypes
        }
        let statement = ServerStatement(name: name, types: types)
        statements[text, default: []].append(statement)
        statementCount += 1
        statementBytes += size
        return statement
    }
}

/// What the server calls a prepared statement, and the types that it takes.
private struct ServerStatement {
    let name: String
    let types: [Oid]

    /// NULL goes anywhere; other values where the server expects them as they are sent.
    func takes(_ values: [SQLValue]) -> Bool {
        types.count == values.count && zip(types, values).allSatisfy { $1.type == 0 || $1.type == $0 }
    }
}

/// What libpq says about a connection, on one line.
func message(of connection: OpaquePointer) -> String {
    let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
}
