public import Basics
public import Storage

/// Keeps the organizations. Only an operator at the machine makes and withdraws them.
public struct Organizations: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    public func create(named name: String) async throws -> Organization {
        let name = try OrganizationName(name).text
        return try await storage.write { tx in
            let now = try tx.now()
            guard let organization = try OrganizationTable.insert(name: name, at: now, in: tx) else {
                throw Failure.invalid("name", code: "organization.exists", "There is already an organization \(name).")
            }
            return organization
        }
    }

    /// The newest 1,000.
    public func list() async throws -> [Organization] {
        try await storage.read { tx in try OrganizationTable.newest(1000, in: tx) }
    }

    public func find(named name: String) async throws -> Organization? {
        try await storage.read { tx in try OrganizationTable.named(name, in: tx) }
    }

    public func revoke(_ id: ID<Organization>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard try OrganizationTable.revoke(id, at: now, in: tx) else { throw Failure.notFound("organization") }
        }
    }
}

/// A name of 1 to 200 characters without control characters.
struct OrganizationName {
    let text: String

    init(_ raw: String) throws {
        text = raw.trimmed
        guard (1...200).contains(text.count), !text.hasControlCharacters else {
            throw Failure.invalid("name", code: "organization.name", "Give a name of 1 to 200 printable characters.")
        }
    }
}
