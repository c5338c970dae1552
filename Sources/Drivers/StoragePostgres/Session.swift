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
    var clock = ServerClock()
    /// Whether a transaction has ended well on it.
    var hasServed = false
    /// Whether the schema has changed below a prepared statement.
    var hasStaleStatements = false

    let handle: OpaquePointer
    private var statements: [String: [ServerStatement]] = [:]
    private var statementCount = 0
    private var statementBytes = 0
    private var names = 0
    /// The BEGIN of a transaction for which nothing was sent yet.
    private var opening: String?
    /// Whether a COMMIT was sent whose answer nobody has read.
    private var isEnding = false

    /// How many statements are kept, and how long their texts may be together: the server keeps a plan for each.
    private static let mostStatements = 256
    private static let mostBytes = 512 << 10
    /// Statements that travel together, and the bytes of their values: so little that neither side waits to be read from
    /// while it writes.
    private static let mostInBatch = 256
    private static let mostBatchBytes = 32 << 10

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
    var isUsable: Bool { isConnected && (isEnding || PQtransactionStatus(handle) == PQTRANS_IDLE) }

    /// Whether the connection stands.
    var isConnected: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Whether a transaction is open in which no statement has failed.
    var isInTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }

    /// Opens a transaction: its BEGIN travels with the first statement, so it costs no round trip of its own.
    ///
    /// Throws where the connection was lost while it lay idle.
    func begin(_ access: Access) throws {
        try settle()
        if hasStaleStatements {
            try forgetStatements()
            hasStaleStatements = false
        }
        opening = access.begin
    }

    /// Whether a transaction was opened for which nothing was sent yet.
    var isUntouched: Bool { opening != nil }

    /// Ends a transaction that has only read, without waiting for the answer: nothing depends on it.
    func endReading() {
        guard opening == nil else {
            opening = nil
            return
        }
        isEnding = PQsendQuery(handle, "COMMIT") == 1
    }

    /// Runs statements without values, separated by semicolons.
    @discardableResult
    func command(_ text: String) throws -> QueryResult {
        guard !text.utf8.contains(0) else { throw StorageError.nulCharacter }
        try open()
        return try QueryResult(PQexec(handle, text), of: handle)
    }

    /// Sends the BEGIN that has been waiting for a statement to travel with.
    private func open() throws {
        guard let begin = opening.take() else { return }
        _ = try QueryResult(PQexec(handle, begin), of: handle)
    }

    /// Reads what is left to read, and finds out whether the connection still stands.
    private func settle() throws {
        opening = nil
        if isEnding {
            isEnding = false
            while let answer = PQgetResult(handle) { PQclear(answer) }
        }
        // A server that goes says so first, and its words hide the end of the stream from the first look.
        guard PQconsumeInput(handle) == 1, PQconsumeInput(handle) == 1, isUsable else {
            throw ServerError(lost: message(of: handle))
        }
    }

    /// Runs one statement with values, prepared before or now.
    func run(_ text: String, _ values: [SQLValue]) throws -> QueryResult {
        let statement = try self.statement(text, values)
        let parameters = try Parameters(values)
        if let begin = opening.take() { return try pipelined(begin, [(statement.name, parameters)])[1] }
        return try parameters.withPointers { count, values, lengths, formats in
            try QueryResult(PQexecPrepared(handle, statement.name, count, values, lengths, formats, 1), of: handle)
        }
    }

    /// Runs one statement with many rows of values, a batch in each round trip; tells how many rows it changed.
    func runAll(_ text: String, _ rows: [[SQLValue]]) throws -> Int {
        var changes = 0
        var batch: [(name: String, parameters: Parameters)] = []
        var bytes = 0
        func send() throws {
            changes += try pipelined(nil, batch).reduce(0) { $0 + $1.changes }
            batch.removeAll(keepingCapacity: true)
            bytes = 0
        }
        try open()
        for values in rows {
            let statement = try self.statement(text, values)
            let parameters = try Parameters(values)
            batch.append((statement.name, parameters))
            bytes += parameters.size
            if batch.count == Self.mostInBatch || bytes >= Self.mostBatchBytes { try send() }
        }
        if !batch.isEmpty { try send() }
        return changes
    }

    /// Runs one statement with values once.
    func runUnprepared(_ text: String, _ values: [SQLValue]) throws -> QueryResult {
        guard !text.utf8.contains(0) else { throw StorageError.nulCharacter }
        try Placeholders.check(text, values)
        try open()
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
        try open()
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
