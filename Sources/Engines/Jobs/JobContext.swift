public import Basics
public import Logging
public import Storage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a handler knows of the job that it does.
public struct JobContext: Sendable {
    public let id: ID<Job>
    public let kind: String
    /// JSON. Not to be logged.
    public let payload: String
    /// From 1.
    public let attempt: Int
    public let maxAttempts: Int
    public let createdAt: Instant
    /// Carries the job's id and kind.
    public let logger: Logger
    let owner: String

    /// Whether a failure of this attempt is the last.
    public var isLastAttempt: Bool { attempt >= maxAttempts }

    public func decodePayload<Payload: Decodable>(as _: Payload.Type = Payload.self) throws -> Payload {
        try JSONDecoder().decode(Payload.self, from: Data(payload.utf8))
    }

    /// Marks the job as done inside the transaction that holds its effects, so that these happen once: when the lease
    /// was lost meanwhile it throws `JobError.leaseLost` and the transaction is rolled back.
    ///
    /// The handler then returns `.done`. One that does not call this is marked by the worker, after its effects.
    public func complete(in tx: any Transaction) throws {
        let now = try tx.now()
        let changed = try tx.execute(
            """
            UPDATE job SET state = 'done', finished_at = \(now), lease_until = NULL, last_error = NULL
            WHERE id = \(id) AND state = 'running' AND lease_owner = \(owner) AND attempts = \(attempt)
            """)
        guard changed == 1 else { throw JobError.leaseLost(id) }
    }

    /// Throws `JobError.leaseLost` when another worker may have the job; for transactions in the middle of long work.
    public func checkLease(in tx: any Transaction) throws {
        let row = try tx.first(
            """
            SELECT id FROM job
            WHERE id = \(id) AND state = 'running' AND lease_owner = \(owner) AND attempts = \(attempt)
            \(tx.dialect.forUpdate)
            """)
        guard row != nil else { throw JobError.leaseLost(id) }
    }
}

public enum JobError: Error, Sendable, Equatable {
    /// The worker was too slow or cut off, and the job belongs to another attempt now.
    case leaseLost(ID<Job>)
}

extension JobError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .leaseLost(let id): "the lease of job \(id) was lost; another attempt does it"
        }
    }
}
