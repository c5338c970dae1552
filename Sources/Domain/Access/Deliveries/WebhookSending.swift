import Basics
public import Jobs
public import OutboundHTTP
public import Storage

/// Sends what webhooks are to be told, one webhook's messages a few at a time.
///
/// A webhook has one job, whatever waits for it, so a slow receiver holds up nobody else. A message that was sent when the
/// process was killed is sent again, with the same `webhook-id`.
public struct WebhookSending: Sendable {
    private static let jobKind = "webhooks"
    private static let atOnce = 4
    /// Rounds of one job; then others have their turn.
    private static let rounds = 5
    /// How long a webhook rests of which nobody answered, and one whose host has enough to do.
    private static let silence: Duration = .seconds(10)
    private static let crowd: Duration = .seconds(1)

    private let storage: any Storage
    private let secrets: AccessSecrets
    private let requests: any OutboundRequests
    private let gate = HostGate(most: 8)

    public init(storage: any Storage, secrets: AccessSecrets, requests: any OutboundRequests) {
        self.storage = storage
        self.secrets = secrets
        self.requests = requests
    }

    public func register(in handlers: inout JobHandlers) {
        handlers.register(
            WebhookSending.jobKind, backoff: Backoff(first: .seconds(2), most: .seconds(60)), perform: perform)
    }

    /// Promises that a webhook's messages are sent, at once.
    static func enqueue(_ integration: Int64, in tx: any Transaction) throws {
        try enqueue(integration, at: nil, in: tx)
        try JobQueue.hasten(kind: jobKind, uniqueKey: "\(integration)", in: tx)
    }

    private static func enqueue(_ integration: Int64, at moment: Instant?, in tx: any Transaction) throws {
        try JobQueue.enqueue(
            kind: jobKind, payload: (["integration": .integer(integration)] as JSON).text, runAt: moment,
            // What is given up are messages, not their webhook's job.
            maxAttempts: 1_000_000, uniqueKey: "\(integration)", in: tx)
    }

    private func perform(_ job: JobContext) async throws -> JobOutcome {
        guard let integration = JSON(text: job.payload)?["integration"]?.integer else {
            return .cancel(reason: "no integration")
        }
        var rest: Duration = .zero
        for _ in 0..<WebhookSending.rounds {
            let round = try await storage.read { tx in
                let now = try tx.now()
                return (
                    now, try WebhookTarget.find(integration, secrets, at: now, in: tx),
                    try WebhookMessageTable.due(for: integration, most: WebhookSending.atOnce, at: now, in: tx)
                )
            }
            guard let target = round.1 else { break }
            guard !round.2.isEmpty else { break }
            rest = try await send(round.2, to: target, at: round.0)
            if rest > .zero { break }
        }
        try await end(job, integration, rest: rest)
        return .done
    }

    /// How long the webhook is to be left alone.
    private func send(
        _ messages: [WebhookMessage], to target: WebhookTarget, at now: Instant
    ) async throws -> Duration {
        try await withThrowingTaskGroup(of: WebhookResult?.self) { group in
            for message in messages {
                group.addTask {
                    guard let result = await send(message, to: target, at: now) else { return nil }
                    try await record(result, of: message, to: target)
                    return result
                }
            }
            var results: [WebhookResult?] = []
            for try await result in group { results.append(result) }
            if results.contains(where: { $0 == nil }) { return WebhookSending.crowd }
            return results.allSatisfy { $0?.isSilent == true } ? WebhookSending.silence : .zero
        }
    }

    /// Nil where the host is asked often enough at the moment.
    private func send(_ message: WebhookMessage, to target: WebhookTarget, at now: Instant) async -> WebhookResult? {
        guard let request = target.request(with: message, at: now) else { return .noAddress }
        let host = request.address.host
        guard gate.enter(host) else { return nil }
        defer { gate.leave(host) }
        let start = ContinuousClock.now
        let answer: Result<OutboundAnswer, OutboundError>
        do throws(OutboundError) {
            answer = .success(try await requests.send(request) { _ in })
        } catch {
            answer = .failure(error)
        }
        return WebhookResult(of: answer, took: ContinuousClock.now - start)
    }

    private func record(_ result: WebhookResult, of message: WebhookMessage, to target: WebhookTarget) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            var next: Instant?
            if result.problem != nil, !result.isGone {
                next = WebhookPauses.next(after: message.attempts + 1, begun: message.createdAt, now: now)
            }
            let outcome: WebhookOutcome = result.problem == nil ? .delivered : next == nil ? .failed : .again
            try WebhookAttemptTable.insert(
                result, outcome: outcome, of: message, integration: target.id, nextAt: next, at: now, in: tx)
            if let next {
                try WebhookMessageTable.postpone(message, until: next, in: tx)
            } else {
                try WebhookMessageTable.delete(message, in: tx)
            }
            if result.isGone { try IntegrationTable.switchOff(target.id, at: now, in: tx) }
        }
    }

    /// Ends the job, and promises another for what is left.
    private func end(_ job: JobContext, _ integration: Int64, rest: Duration) async throws {
        try await storage.write { tx in
            // First, for who adds a message now either sees the job ended or waits until it is.
            try job.complete(in: tx)
            let now = try tx.now()
            guard try IntegrationTable.isOn(integration, in: tx) else {
                return try WebhookMessageTable.deleteAll(of: integration, in: tx)
            }
            guard let next = try WebhookMessageTable.nextAt(for: integration, in: tx) else { return }
            try WebhookSending.enqueue(integration, at: max(next, now + rest), in: tx)
        }
    }
}
