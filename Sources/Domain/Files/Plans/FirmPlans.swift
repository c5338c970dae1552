public import Basics
public import Identity
public import Storage

/// What an operator says of the plans of firms: which calls they leave out.
public struct FirmPlans: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public func excluded(for firm: ID<Organization>) async throws -> Set<FilerCall> {
        try await storage.read { tx in try FirmPlanTable.excluded(for: firm, in: tx) }
    }

    /// From now on the plan leaves out these calls and no others.
    public func exclude(_ calls: Set<FilerCall>, for firm: ID<Organization>) async throws {
        try await storage.write { tx in try FirmPlanTable.set(calls, for: firm, in: tx) }
    }
}
