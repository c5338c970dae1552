import Basics
import Logging
import Storage

extension JobWorker {
    /// One attempt, from its start to what becomes of the job.
    func perform(_ job: Job) async {
        guard let handler = handlers[job.kind] else { return }
        var logger = logger
        logger[metadataKey: "job"] = "\(job.id)"
        logger[metadataKey: "kind"] = "\(job.kind)"
        logger[metadataKey: "attempt"] = "\(job.attempts)"
        let context = JobContext(
            id: job.id, kind: job.kind, payload: job.payload, attempt: job.attempts, maxAttempts: job.maxAttempts,
            createdAt: job.createdAt, logger: logger, owner: owner)
        let started = ContinuousClock.now
        let result = await outcome(of: job, handler, context)
        let wasCancelled = Task.isCancelled
        // A task of its own: what has happened is written down also when this one is cancelled.
        await Task {
            do {
                let ending = try await settle(job, result, handler, wasCancelled: wasCancelled)
                let milliseconds = (ContinuousClock.now - started).wholeMicroseconds / 1000
                report(ending, of: result, in: logger, milliseconds: milliseconds)
            } catch {
                logger.error("job could not be settled", metadata: ["error": "\(error)"])
            }
        }.value
    }

    private func outcome(
        of job: Job, _ handler: JobHandlers.Handler, _ context: JobContext
    ) async -> Result<JobOutcome, any Error> {
        guard job.attempts <= job.maxAttempts else {
            return .success(.retry(reason: job.lastError ?? "all attempts are used up"))
        }
        let task = Task { try await handler.perform(context) }
        roster.started(job, as: task)
        return await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
    }

    private func settle(
        _ job: Job, _ result: Result<JobOutcome, any Error>, _ handler: JobHandlers.Handler, wasCancelled: Bool
    ) async throws -> JobEndings.Ending {
        let endings = JobEndings(storage: storage, job: job, owner: owner)
        switch result {
        case .success(.done):
            return try await endings.done()
        case .success(.cancel(let reason)):
            return try await endings.cancel(reason: reason)
        case .success(.retry(let delay, let reason)):
            return try await failed(endings, job, handler, delay: delay, reason: reason)
        case .failure(is CancellationError) where wasCancelled:
            return try await endings.release()
        case .failure(let error):
            return try await failed(endings, job, handler, delay: nil, reason: String("\(error)".prefix(2000)))
        }
    }

    private func failed(
        _ endings: JobEndings, _ job: Job, _ handler: JobHandlers.Handler, delay: Duration?, reason: String
    ) async throws -> JobEndings.Ending {
        guard job.attempts >= job.maxAttempts else {
            return try await endings.retry(after: delay ?? handler.backoff.delay(after: job.attempts), reason: reason)
        }
        do {
            return try await endings.bury(reason: reason, onDead: handler.onDead)
        } catch let error as StorageError where error.isPassing {
            throw error
        } catch {
            // A callback that fails must not keep the job alive for ever.
            logger.critical(
                "dead job could not be reported",
                metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "error": "\(error)"])
            return try await endings.bury(reason: reason, onDead: nil)
        }
    }

    private func report(
        _ ending: JobEndings.Ending, of result: Result<JobOutcome, any Error>, in logger: Logger, milliseconds: Int64
    ) {
        var metadata: Logger.Metadata = ["milliseconds": "\(milliseconds)"]
        switch result {
        case .success(.done): break
        case .success(.retry(_, let reason)), .success(.cancel(let reason)): metadata["reason"] = "\(reason)"
        case .failure(let error): metadata["error"] = "\(error)"
        }
        switch ending {
        case .done: logger.info("job done", metadata: metadata)
        case .retried: logger.warning("job failed, to be tried again", metadata: metadata)
        case .dead: logger.error("job dead", metadata: metadata)
        case .canceled: logger.notice("job canceled", metadata: metadata)
        case .released: logger.notice("job put back", metadata: metadata)
        case .notOurs: logger.warning("job was settled already or lost to another attempt", metadata: metadata)
        }
    }
}

extension StorageError {
    /// Whether the same may succeed a little later.
    fileprivate var isPassing: Bool {
        switch self {
        case .busy, .full, .unavailable: true
        default: false
        }
    }
}
