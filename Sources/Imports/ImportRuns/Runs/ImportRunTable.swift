import Basics
import Identity
import ImportSchema
import Storage
import XLSX

enum ImportRunTable {
    struct Draft: Sendable {
        var kind: String
        var subject: Int64
        var caller: Principal
        var state: ImportRun.State
        var hash: Secret?
        var expiresAt: Instant?
        var fileName: String
        var source: Digest
        var changes: JSON?
        var report: CheckReport
        var origin: String
    }

    static func insert(_ draft: Draft, at now: Instant, in tx: any Transaction) throws -> ImportRun {
        let report = draft.report
        let rows = try tx.fetch(
            """
            INSERT INTO import_run (kind, subject, organization_id, user_id, token_id, state, hash_digest, expires_at,
                file_name, source, changes, problems, problem_count, warnings, rows_read, rows_total, origin, created_at)
            VALUES (\(draft.kind), \(draft.subject), \(draft.caller.organization), \(draft.caller.user),
                \(draft.caller.token), \(draft.state.rawValue), \(draft.hash?.digest), \(draft.expiresAt),
                \(draft.fileName), \(draft.source), \(draft.changes?.text), \(report.shownProblems.text),
                \(report.problemCount), \(JSON.array(report.warnings.map(JSON.string)).text), 0, \(report.rows),
                \(draft.origin), \(now))
            RETURNING *
            """)
        return try run(from: rows[0])
    }

    static func find(
        _ id: ID<ImportRun>, of organization: ID<Organization>, in tx: any Transaction
    ) throws -> ImportRun? {
        try tx.first("SELECT * FROM import_run WHERE id = \(id) AND organization_id = \(organization)").map(run)
    }

    static func find(_ id: ID<ImportRun>, in tx: any Transaction) throws -> ImportRun? {
        try tx.first("SELECT * FROM import_run WHERE id = \(id)").map(run)
    }

    /// The run that waits for this hash; nobody else may change it until the transaction ends.
    static func hold(
        hash: Digest, of organization: ID<Organization>, in tx: any Transaction
    ) throws -> ImportRun? {
        try tx.first(
            """
            SELECT * FROM import_run WHERE hash_digest = \(hash) AND organization_id = \(organization)
            \(tx.dialect.forUpdate)
            """
        ).map(run)
    }

    /// The problems as they are shown: a JSON array.
    static func problems(of id: ID<ImportRun>, in tx: any Transaction) throws -> JSON {
        let row = try tx.first("SELECT problems FROM import_run WHERE id = \(id)")
        return try row.flatMap { JSON(text: try $0.text("problems")) } ?? []
    }

    /// Moves a run on, if it is still in one of these states.
    static func move(
        _ id: ID<ImportRun>, from states: [ImportRun.State], to state: ImportRun.State, finishedAt: Instant? = nil,
        in tx: any Transaction
    ) throws -> Bool {
        let allowed = SQL.joined(states.map { "\($0.rawValue)" }, separator: ", ")
        return try tx.execute(
            """
            UPDATE import_run SET state = \(state.rawValue), finished_at = \(finishedAt)
            WHERE id = \(id) AND state IN (\(allowed))
            """) == 1
    }

    /// The only way from `staged` to `queued`: of two confirmations at once, one finds the run staged.
    static func confirm(_ id: ID<ImportRun>, at now: Instant, in tx: any Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE import_run SET state = 'queued' WHERE id = \(id) AND state = 'staged' AND expires_at > \(now)
            """) == 1
    }

    static func record(_ report: CheckReport, of id: ID<ImportRun>, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE import_run SET problems = \(report.shownProblems.text), problem_count = \(report.problemCount),
                warnings = \(JSON.array(report.warnings.map(JSON.string)).text), rows_read = \(report.rows),
                rows_total = \(report.rows)
            WHERE id = \(id)
            """)
    }

    static func recordProgress(_ rows: Int, of id: ID<ImportRun>, in tx: any Transaction) throws {
        try tx.execute("UPDATE import_run SET rows_read = \(rows) WHERE id = \(id)")
    }

    static func reject(_ id: ID<ImportRun>, marked: Digest?, at now: Instant, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE import_run SET state = 'rejected', marked = \(marked), changes = NULL, finished_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func load(
        _ run: ImportRun, changes: JSON, backup: Digest, at now: Instant, in tx: any Transaction
    ) throws {
        let last = try tx.integer(
            """
            SELECT COALESCE(MAX(load_number), 0) FROM import_run
            WHERE kind = \(run.kind) AND subject = \(run.subject) AND load_number IS NOT NULL
            """)
        try tx.execute(
            """
            UPDATE import_run SET is_last_load = FALSE
            WHERE kind = \(run.kind) AND subject = \(run.subject) AND is_last_load
            """)
        try tx.execute(
            """
            UPDATE import_run SET state = 'loaded', load_number = \(last + 1), is_last_load = TRUE, changes = \(changes.text),
                backup = \(backup), finished_at = \(now)
            WHERE id = \(run.id)
            """)
    }

    /// A load makes every other staged workbook of its subject expire.
    static func expireStaged(
        kind: String, subject: Int64, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE import_run SET state = 'expired', finished_at = \(now)
            WHERE kind = \(kind) AND subject = \(subject) AND state = 'staged'
            """)
    }

    static func lastLoad(kind: String, subject: Int64, in tx: any Transaction) throws -> Int64 {
        try tx.integer(
            """
            SELECT COALESCE(MAX(load_number), 0) FROM import_run WHERE kind = \(kind) AND subject = \(subject)
                AND load_number IS NOT NULL
            """)
    }

    private static func run(from row: Row) throws -> ImportRun {
        ImportRun(
            id: try row.id("id"), kind: try row.text("kind"), subject: try row.integer("subject"),
            organization: try row.id("organization_id"), user: try row.id("user_id"), token: try row.id("token_id"),
            state: ImportRun.State(rawValue: try row.text("state")) ?? .rejected,
            fileName: try row.text("file_name"), expiresAt: try row.optional("expires_at", row.instant),
            source: try row.digest("source"), marked: try row.optional("marked", row.digest),
            backup: try row.optional("backup", row.digest),
            changes: try row.optional("changes", row.text).flatMap { JSON(text: $0) },
            problemCount: try row.int("problem_count"),
            warnings: JSON(text: try row.text("warnings"))?.array?.compactMap(\.string) ?? [],
            rowsRead: try row.int("rows_read"), rowsTotal: try row.int("rows_total"),
            loadNumber: try row.optional("load_number", row.integer), origin: try row.text("origin"),
            createdAt: try row.instant("created_at"), finishedAt: try row.optional("finished_at", row.instant))
    }
}

extension CheckReport {
    /// The first 1,000 problems as the surface shows them.
    var shownProblems: JSON {
        .array(
            problems.prefix(1000).map { problem in
                [
                    "sheet": .string(problem.sheet), "cell": .string(problem.cell.description),
                    "column": .string(problem.column), "value": .string(problem.value), "code": .string(problem.code),
                    "message": .string(problem.message),
                ]
            })
    }
}
