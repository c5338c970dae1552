import Basics
import Identity
public import Storage

/// Answers for what of an organization's catalogue a caller may see, and changes it for those who may.
///
/// What is not the caller's to see is as if it did not exist.
public struct Catalogue: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    func read<Value: Sendable>(
        by principal: Principal, _ body: @Sendable (CatalogCaller, any Transaction) throws -> Value
    ) async throws -> Value {
        try await storage.read { tx in try body(try CatalogCaller(principal, in: tx), tx) }
    }

    func write<Value: Sendable>(
        by principal: Principal, _ body: @Sendable (CatalogCaller, Instant, any Transaction) throws -> Value
    ) async throws -> Value {
        try await storage.write { tx in try body(try CatalogCaller(principal, in: tx), try tx.now(), tx) }
    }
}
