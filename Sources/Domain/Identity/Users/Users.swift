public import Basics
public import Storage

/// Keeps the accounts.
public struct Users: Sendable {
    let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// The account with this login as a member of the organization, made where there was none. For an operator.
    ///
    /// - Parameter member: what they are there; nil: as they were, or a manager without further rights.
    public func create(
        login: String, name: String?, in organization: ID<Organization>, as member: Member? = nil
    ) async throws -> User {
        guard let login = Login(login) else {
            throw Failure.invalid(
                "login", code: "user.login",
                "Give an e-mail address, or a phone number in international form such as +4520123456.")
        }
        return try await storage.write { tx in
            let now = try tx.now()
            let user = try UserTable.findOrInsert(
                login: login, name: name, createdBy: organization, at: now, in: tx)
            try MemberTable.add(user.id, to: organization, as: member, at: now, in: tx)
            return user
        }
    }

    /// The newest 1,000 members of an organization.
    public func list(in organization: ID<Organization>) async throws -> [User] {
        try await storage.read { tx in try UserTable.members(of: organization, most: 1000, in: tx) }
    }

    /// An account that is in force; nil for any other.
    public func find(_ id: ID<User>) async throws -> User? {
        try await storage.read { tx in try UserTable.find(id, in: tx) }
    }

    /// Whether an account is still in force.
    public func isInForce(_ id: ID<User>) async throws -> Bool {
        try await storage.read { tx in try UserTable.isInForce(id, in: tx) }
    }

    /// Withdraws an account: its tokens stop working.
    public func revoke(_ id: ID<User>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard try UserTable.revoke(id, at: now, in: tx) else { throw Failure.notFound("user") }
        }
    }
}
