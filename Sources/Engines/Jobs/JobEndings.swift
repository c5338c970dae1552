import Basics
import Storage

/// How an attempt ends. Each step changes the job only while the attempt still holds it.
struct JobEndings: Sendable {
    let storage: any Storage
    let job: Job
    let owner: String

    enum Ending: Equatable {
        case done, retried, dead, canceled, released
        /// Another attempt has the job, or this one was already marked as done by its handler.
        case notOurs
    }

    /// Marks the job as done unless the handler did.
    func done() async throws -> Ending {
        try await storage.write { tx in
            let now = try tx.now()
            let changed = try tx.execute(
                """
                UPDATE job SET state = 'done', finished_at = \(now), lease_until = NULL, last_error = NULL
                WHERE \(ours)
                """)
            if changed == 1 { return .done }
            let marked = try tx.first(
                """
                SELECT id FROM job
                WHERE id = \(job.id) AND state = 'done' AND lease_owner = \(owner) AND attempts = \(job.attempts)
                """)
            return marked == nil ? .notOurs : .done
        }
    }

    func retry(after delay: Duration, reason: String) async throws -> Ending {
        try await storage.write { tx in
            let now = try tx.now()
            return try end(
                .retried,
                """
                UPDATE job SET state = 'ready', run_at = \(now + delay), lease_owner = NULL, lease_until = NULL,
                last_error = \(reason) WHERE \(ours)
                """, in: tx)
        }
    }

    /// Puts it back as if this attempt had not been: the worker goes, not the job.
    func release() async throws -> Ending {
        try await storage.write { tx in
            let now = try tx.now()
            return try end(
                .released,
                """
                UPDATE job SET state = 'ready', run_at = \(now), attempts = attempts - 1, lease_owner = NULL,
                lease_until = NULL WHERE \(ours)
                """, in: tx)
        }
    }

    func cancel(reason: String) async throws -> Ending {
        try await storage.write { tx in
            let now = try tx.now()
            return try end(
                .canceled,
                """
                UPDATE job SET state = 'canceled', finished_at = \(now), lease_until = NULL, last_error = \(reason)
                WHERE \(ours)
                """, in: tx)
        }
    }

    /// Marks it as dead and tells whoever wants to know, in one transaction.
    func bury(reason: String, onDead: JobHandlers.OnDead?) async throws -> Ending {
        try await storage.write { tx in
            let now = try tx.now()
            let ending = try end(
                .dead,
                """
                UPDATE job SET state = 'dead', finished_at = \(now), lease_until = NULL, last_error = \(reason)
                WHERE \(ours)
                """, in: tx)
            if ending == .dead, let dead = try JobQueue.find(job.id, in: tx) { try onDead?(dead, tx) }
            return ending
        }
    }

    private func end(_ ending: Ending, _ statement: SQL, in tx: any Transaction) throws -> Ending {
        try tx.execute(statement) == 1 ? ending : .notOurs
    }

    private var ours: SQL {
        "id = \(job.id) AND state = 'running' AND lease_owner = \(owner) AND attempts = \(job.attempts)"
    }
}
