import CPQ
import Storage

/// What the server answered to one statement, given back to libpq when nobody has it any more.
final class QueryResult {
    private let handle: OpaquePointer
    private lazy var columns = ColumnNames(
        (0..<PQnfields(handle)).map { index in PQfname(handle, index).map { String(cString: $0) } ?? "" })
    private lazy var types = (0..<PQnfields(handle)).map { PQftype(handle, $0) }

    /// Takes libpq's answer; one that tells of a failure is thrown.
    init(_ handle: OpaquePointer?, of connection: OpaquePointer) throws {
        guard let handle else { throw ServerError(lost: message(of: connection)) }
        self.handle = handle
        switch PQresultStatus(handle) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: break
        case PGRES_EMPTY_QUERY: throw StorageError.misuse("there is no statement in the text")
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: throw StorageError.misuse("COPY is not supported")
        default:
            throw PQstatus(connection) == CONNECTION_OK
                ? ServerError(handle) : ServerError(lost: message(of: connection), handle)
        }
    }

    deinit {
        PQclear(handle)
    }

    var count: Int { Int(PQntuples(handle)) }

    /// Bytes that the rows take.
    var size: Int { Int(PQresultMemorySize(handle)) }

    /// How many rows the statement inserted, changed or deleted.
    var changes: Int {
        let tag = PQcmdStatus(handle).map { String(cString: $0) } ?? ""
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: tag.hasPrefix) else { return 0 }
        return PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// What ended the transaction: `COMMIT` or `ROLLBACK`.
    var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// Of a described statement.
    var parameterTypes: [Oid] { (0..<PQnparams(handle)).map { PQparamtype(handle, $0) } }

    func rows() throws -> [Row] {
        try (0..<count).map(row)
    }

    func row(_ index: Int) throws -> Row {
        let index = Int32(index)
        let values = try types.indices.map { column in
            guard PQgetisnull(handle, index, Int32(column)) == 0,
                let start = PQgetvalue(handle, index, Int32(column))
            else { return SQLValue.null }
            let length = Int(PQgetlength(handle, index, Int32(column)))
            let bytes = UnsafeRawBufferPointer(start: start, count: length)
            guard let value = SQLValue(bytes, type: types[column]) else {
                throw StorageError.decoding(
                    "column \(columns.names[column]) has PostgreSQL's type \(types[column]), which has no counterpart; "
                        + "write CAST (… AS TEXT) or another type")
            }
            return value
        }
        return Row(columns: columns, values: values)
    }
}
