import Basics
import Storage

/// The leases of one worker: how jobs are taken, kept and given back.
struct JobLeases: Sendable {
    let storage: any Storage
    let owner: String
    let lease: Duration

    struct Claims {
        var jobs: [Job] = []
        /// Until the next job is due or the next lease ends; nil where there is none.
        var next: Duration?
    }

    /// Takes jobs that are due, oldest first. Writes nothing where nothing is due.
    func claim(_ kinds: [String], most: Int) async throws -> Claims {
        guard !kinds.isEmpty else { return Claims() }
        var claims = Claims()
        if let wait = try await untilNext(kinds), wait <= .zero {
            claims.jobs = try await storage.write { tx in
                try releaseExpired(in: tx)
                return try take(kinds, most: most, in: tx)
            }
        }
        if claims.jobs.count < most { claims.next = try await untilNext(kinds) }
        return claims
    }

    /// Keeps these for another lease and tells which of them are still ours, also those that their handlers have marked
    /// as done.
    func renew(_ jobs: [JobRoster.Entry]) async throws -> Set<JobRoster.Entry> {
        try await storage.write { tx in
            let until = try tx.now() + lease
            try tx.execute("UPDATE recurring_task SET lease_until = \(until) WHERE lease_owner = \(owner)")
            guard !jobs.isEmpty else { return [] }
            let ours: SQL = """
                lease_owner = \(owner) AND id IN (\(SQL.joined(jobs.map { "\($0.id)" }, separator: ", ")))
                """
            try tx.execute("UPDATE job SET lease_until = \(until) WHERE state = 'running' AND \(ours)")
            let rows = try tx.fetch("SELECT id, attempts FROM job WHERE state IN ('running', 'done') AND \(ours)")
            return Set(try rows.map { JobRoster.Entry(id: try $0.id("id"), attempt: try $0.int("attempts")) })
        }
    }

    /// Gives back what owners hold of whom we know that they are dead; tells how many jobs that were.
    func releaseAbandoned() async throws -> Int {
        try await storage.write { tx in
            let owners = try tx.fetch(
                """
                SELECT DISTINCT lease_owner FROM job WHERE state = 'running' AND lease_owner IS NOT NULL
                UNION SELECT lease_owner FROM recurring_task WHERE lease_owner IS NOT NULL
                """
            ).map { try $0.text("lease_owner") }
            var released = 0
            for owner in owners where LeaseOwner(owner)?.isKnownDead == true {
                released += try tx.execute(
                    """
                    UPDATE job SET state = 'ready', lease_owner = NULL, lease_until = NULL
                    WHERE state = 'running' AND lease_owner = \(owner)
                    """)
                try tx.execute(
                    "UPDATE recurring_task SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = \(owner)")
            }
            return released
        }
    }

    private func untilNext(_ kinds: [String]) async throws -> Duration? {
        try await storage.read { tx in
            let now = try tx.now()
            let ready = try tx.fetch(
                "SELECT run_at FROM job WHERE state = 'ready' AND \(oneOf(kinds)) ORDER BY run_at LIMIT 1")
            let expiring = try tx.fetch(
                "SELECT lease_until FROM job WHERE state = 'running' AND \(oneOf(kinds)) ORDER BY lease_until LIMIT 1")
            let moments = try ready.map { try $0.instant("run_at") } + expiring.map { try $0.instant("lease_until") }
            return moments.min().map { $0 - now }
        }
    }

    /// Also those whose attempts are used up: whoever takes them buries them.
    private func releaseExpired(in tx: any Transaction) throws {
        let now = try tx.now()
        try tx.execute(
            """
            UPDATE job SET state = 'ready', lease_owner = NULL, lease_until = NULL,
            last_error = 'the worker vanished or was cut off'
            WHERE state = 'running' AND lease_until <= \(now)
            """)
    }

    private func take(_ kinds: [String], most: Int, in tx: any Transaction) throws -> [Job] {
        let now = try tx.now()
        let rows = try tx.fetch(
            """
            WITH due AS MATERIALIZED (
                SELECT id FROM job WHERE state = 'ready' AND run_at <= \(now) AND \(oneOf(kinds))
                ORDER BY run_at, id LIMIT \(most) \(tx.dialect.forUpdateSkipLocked)
            )
            UPDATE job SET state = 'running', attempts = attempts + 1, lease_owner = \(owner),
            lease_until = \(now + lease)
            WHERE id IN (SELECT id FROM due)
            RETURNING \(Job.columns)
            """)
        return try rows.map { try Job($0) }.sorted { ($0.runAt, $0.id) < ($1.runAt, $1.id) }
    }

    private func oneOf(_ kinds: [String]) -> SQL {
        "kind IN (\(SQL.joined(kinds.map { "\($0)" }, separator: ", ")))"
    }
}
