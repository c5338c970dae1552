import GRDBSQLite
import Storage

import class GRDB.Database
import struct GRDB.DatabaseError

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension StorageError {
    /// What the last call on this connection failed with. SQLite's messages name tables and columns, never values.
    init(_ code: Int32, on connection: OpaquePointer?) {
        let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
        let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? ""
        self.init(
            code: extended & 0xFF == code & 0xFF ? extended : code, message: message,
            systemError: connection.map { sqlite3_system_errno($0) } ?? 0)
    }

    /// An error that GRDB reports; its SQL is left out.
    init(_ error: DatabaseError, systemError: Int32 = 0) {
        self.init(
            code: error.extendedResultCode.rawValue, message: error.message ?? "", systemError: systemError)
    }

    static func opening(_ path: String, _ error: DatabaseError) -> StorageError {
        switch StorageError(error) {
        case .unavailable(let message), .database(_, let message): .unavailable("\(path): \(message)")
        case let other: other
        }
    }

    /// GRDB's errors as ours; others as they are.
    static func translating(_ error: any Error, on db: Database) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StorageError(error, systemError: db.sqliteConnection.map { sqlite3_system_errno($0) } ?? 0)
    }

    /// A statement is interrupted only when its task is cancelled.
    static func orCancellation(_ code: Int32, on connection: OpaquePointer) -> any Error {
        code == SQLITE_INTERRUPT ? CancellationError() : StorageError(code, on: connection)
    }

    static func misuse(_ message: String) -> StorageError {
        .database(code: "SQLITE_MISUSE", message: message)
    }

    private init(code: Int32, message: String, systemError: Int32) {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT:
            self = .constraint(code: code, message: message)
        case SQLITE_BUSY, SQLITE_LOCKED:
            self = .busy(message)
        case SQLITE_FULL:
            self = .full(message)
        case SQLITE_IOERR where systemError == ENOSPC || systemError == EDQUOT:
            self = .full(message)
        case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_PERM:
            self = .unavailable(message)
        default:
            self = .database(code: Self.names[code & 0xFF] ?? "SQLITE_\(code)", message: message)
        }
    }

    /// `UNIQUE constraint failed: panel.title` and the like; the name is what follows the colon. An index over
    /// expressions stands there as `index 'panel_word'`.
    private static func constraint(code: Int32, message: String) -> StorageError {
        var name = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        if name.hasPrefix("index '"), name.hasSuffix("'") {
            name = String(name.dropFirst("index '".count).dropLast())
        }
        return switch code >> 8 {
        case 1: .constraint(.check, name: name)
        case 3: .constraint(.foreignKey, name: name)
        case 5: .constraint(.notNull, name: name)
        case 6, 8, 10: .constraint(.unique, name: name)
        default: .database(code: "SQLITE_CONSTRAINT", message: message)
        }
    }

    private static let names: [Int32: String] = [
        SQLITE_ERROR: "SQLITE_ERROR", SQLITE_INTERNAL: "SQLITE_INTERNAL", SQLITE_ABORT: "SQLITE_ABORT",
        SQLITE_NOMEM: "SQLITE_NOMEM", SQLITE_READONLY: "SQLITE_READONLY", SQLITE_INTERRUPT: "SQLITE_INTERRUPT",
        SQLITE_IOERR: "SQLITE_IOERR", SQLITE_CORRUPT: "SQLITE_CORRUPT", SQLITE_PROTOCOL: "SQLITE_PROTOCOL",
        SQLITE_SCHEMA: "SQLITE_SCHEMA", SQLITE_TOOBIG: "SQLITE_TOOBIG", SQLITE_MISMATCH: "SQLITE_MISMATCH",
        SQLITE_MISUSE: "SQLITE_MISUSE", SQLITE_RANGE: "SQLITE_RANGE",
    ]
}
