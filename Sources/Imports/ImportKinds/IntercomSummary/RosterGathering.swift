import Access
import Glibc
import ImportSchema

/// Gathers the rows of a summary workbook into a roster on a thread of its own, while the next are being read.
///
/// Rows go over 256 at a time; where four such batches wait, the reader waits too. A sheet of less than 2,048 rows, or a
/// machine of one core, does without the thread. For one task at a time.
final class RosterGathering {
    private static let batchSize = 256
    private static let rowsBeforeThread = 2048
    private static let hasSpareCore = sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1

    private let belt = RosterBelt()
    private var batch: [RosterBatch.Row] = []
    private var layout: SheetLayout?
    private var rows = 0
    private var thread: pthread_t?

    deinit {
        belt.cancel()
        join()
    }

    func add(_ record: consuming SummaryRow, row: Int, faults: RowFaults, layout: SheetLayout) {
        if batch.isEmpty {
            self.layout = layout
            batch.reserveCapacity(Self.batchSize)
        }
        batch.append(.init(number: row, faults: faults, record: record))
        if batch.count == Self.batchSize { passOn() }
    }

    /// The roster; what is wrong with single rows, and contradictions between them, are added to the report.
    func finish(_ layout: SheetLayout, _ report: inout CheckReport) -> Roster {
        passOn()
        belt.close()
        join()
        return belt.finish(layout, &report)
    }

    private func passOn() {
        guard let layout, !batch.isEmpty else { return }
        rows += batch.count
        if thread == nil, rows > Self.rowsBeforeThread, Self.hasSpareCore { thread = belt.start() }
        let full = RosterBatch(rows: batch, layout: layout)
        batch = []
        if thread == nil { belt.gather(full) } else { belt.put(full) }
    }

    private func join() {
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }
}

private struct RosterBatch {
    struct Row {
        let number: Int
        let faults: RowFaults
        let record: SummaryRow
    }

    let rows: [Row]
    let layout: SheetLayout
}

/// Batches that one thread puts down and another takes up, and what it makes of them.
private final class RosterBelt: @unchecked Sendable {
    private static let mostWaiting = 4

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    // Under the mutex.
    private var waiting: [RosterBatch] = []
    private var isClosed = false
    private var isCancelled = false

    // The gathering side's alone: the thread's from `start` until it is joined.
    private var builder = RosterBuilder()
    private var report = CheckReport()

    init() {
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Starts the thread that gathers what is put here; nil where the system gives none.
    func start() -> pthread_t? {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let belt = Unmanaged<RosterBelt>.fromOpaque(argument).takeRetainedValue()
                while let batch = belt.take() { belt.gather(batch) }
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            return nil
        }
        return thread
    }

    func gather(_ batch: RosterBatch) {
        builder.add(batch, &report)
    }

    func put(_ batch: RosterBatch) {
        pthread_mutex_lock(mutex)
        while waiting.count == Self.mostWaiting { pthread_cond_wait(changed, mutex) }
        waiting.append(batch)
        pthread_cond_signal(changed)
        pthread_mutex_unlock(mutex)
    }

    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_signal(changed)
        pthread_mutex_unlock(mutex)
    }

    func cancel() {
        pthread_mutex_lock(mutex)
        isCancelled = true
        pthread_cond_signal(changed)
        pthread_mutex_unlock(mutex)
    }

    func finish(_ layout: SheetLayout, _ report: inout CheckReport) -> Roster {
        report.merge(self.report)
        return builder.finish(layout, &report)
    }

    /// The next batch; nil where there will be none, or nobody wants its roster any more.
    private func take() -> RosterBatch? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while waiting.isEmpty, !isClosed, !isCancelled { pthread_cond_wait(changed, mutex) }
        guard !isCancelled, !waiting.isEmpty else { return nil }
        let batch = waiting.removeFirst()
        pthread_cond_signal(changed)
        return batch
    }
}

extension RosterBuilder {
    fileprivate mutating func add(_ batch: RosterBatch, _ report: inout CheckReport) {
        for row in batch.rows {
            add(row.record, row: row.number, faults: row.faults, layout: batch.layout, report: &report)
        }
    }
}
