public import Access
public import Basics
public import Identity
public import Storage
import XLSX

/// Makes the workbooks that an administrator downloads: the present summary and the template.
public struct SummaryExports: Sendable {
    private let storage: any Storage
    private let bench: WorkBench
    private let temporary: TemporaryFolder

    public init(storage: any Storage, bench: WorkBench, temporary: TemporaryFolder) {
        self.storage = storage
        self.bench = bench
        self.temporary = temporary
    }

    /// Writes the panel's present state to a file for the time of the body.
    public func withSummary<Value: Sendable>(
        of panel: ID<Panel>, by caller: Principal, _ body: @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let stored = try await storage.read { tx in
            try Rosters.stored(at: try Panels.find(panel, for: caller, .intercomView, in: tx), in: tx)
        }
        return try await temporary.withFile(".xlsx") { path in
            try await make { try SummaryWorkbook.write(stored.roster, range: stored.panel.range, to: path) }
            return try await body(path)
        }
    }

    /// Writes the template that fits the panel to a file for the time of the body.
    public func withTemplate<Value: Sendable>(
        for panel: ID<Panel>, by caller: Principal, _ body: @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let range = try await storage.read { tx in try Panels.find(panel, for: caller, .intercomView, in: tx).range }
        return try await temporary.withFile(".xlsx") { path in
            try await make { try SummaryWorkbook.writeTemplate(range: range, to: path) }
            return try await body(path)
        }
    }

    private func make(_ write: @escaping @Sendable () throws -> Void) async throws {
        do {
            try await bench.run(write)
        } catch let error as WorkbookWriteError where error.isDiskFull {
            throw Failure(
                .insufficientStorage, code: "storage.full", "The server's disk is full. Try again when there is room.",
                cause: error)
        }
    }
}
