public import Storage

/// What recurs about uploads: those end that nobody came back to.
public struct UploadKeeping: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Gives back the room of what expired, and forgets what has been gone for long; 100 uploads a transaction, each of which
    /// has 10,000 pieces at most.
    public func tidy() async throws {
        let batch = 100
        while try await storage.write({ tx in try UploadTable.endExpired(most: batch, in: tx) }) == batch {}
        while try await storage.write({ tx in try UploadTable.forget(most: batch, in: tx) }) == batch {}
        while try await storage.write({ tx in try UploadLinkTable.forget(most: batch, in: tx) }) == batch {}
    }
}
