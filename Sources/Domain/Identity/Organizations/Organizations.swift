public import Basics
public import Storage

/// Keeps the organizations. Only an operator at the machine makes and withdraws them.
public struct Organizations: Sendable {
    /// How many organizations may stand above each other.
    static let deepest = 16

    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// - Parameter parent: the reseller whose customer it becomes.
    public func create(named name: String, under parent: ID<Organization>? = nil) async throws -> Organization {
        let name = try OrganizationName(name).text
        return try await storage.write { tx in
            let now = try tx.now()
            if let parent, try OrganizationTable.above(parent, in: tx).count + 1 >= Organizations.deepest {
                throw Failure.invalid(
                    "parent", code: "organization.depth",
                    "At most \(Organizations.deepest) organizations may stand above each other.")
            }
            guard let organization = try OrganizationTable.insert(name: name, parent: parent, at: now, in: tx) else {
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

    /// How the caller stands to an organization; nil where it is none of theirs, or withdrawn.
    package static func relation(
        of caller: Principal, to organization: ID<Organization>, in tx: any Transaction
    ) throws -> OrganizationRelation? {
        if organization == caller.organization { return .own }
        guard caller.member.level >= .reseller, try OrganizationTable.isInForce(organization, in: tx) else {
            return nil
        }
        if caller.member.level == .administrator { return .below }
        return try OrganizationTable.above(organization, in: tx).contains(caller.organization) ? .below : nil
    }

    /// Nil where it is withdrawn, or there is none.
    package static func inForce(_ id: ID<Organization>, in tx: any Transaction) throws -> Organization? {
        try OrganizationTable.inForce(id, in: tx)
    }

    public func revoke(_ id: ID<Organization>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard try OrganizationTable.revoke(id, at: now, in: tx) else { throw Failure.notFound("organization") }
        }
    }
}

/// How somebody stands to an organization in which they may do something.
package enum OrganizationRelation: Sendable {
    /// They belong to it.
    case own
    /// It is a customer of theirs, or of a customer of theirs; to an administrator, every other one is.
    case below
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
