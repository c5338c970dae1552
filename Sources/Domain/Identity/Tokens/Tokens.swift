public import Basics
public import Storage

/// Issues bearer tokens and tells who stands behind one.
public struct Tokens: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// A new token for a member of the organization. The secret is in the answer and nowhere else. For an operator.
    public func create(
        for user: ID<User>, in organization: ID<Organization>, label: String, permissions: Set<Permission>,
        lifetime: Duration? = nil
    ) async throws -> (token: Token, secret: Secret) {
        // 256 random bits: a plain digest of it cannot be turned back.
        let secret = Secret.random(bytes: 32, prefix: "gh_")
        let token = try await storage.write { tx in
            let now = try tx.now()
            guard try UserTable.isMember(user, of: organization, in: tx) else {
                throw Failure.invalid(
                    "user", code: "token.not-a-member", "This user is not a member of the organization.")
            }
            return try TokenTable.insert(
                user: user, organization: organization, digest: secret.digest, label: label, permissions: permissions,
                at: now, expiresAt: lifetime.map { now + $0 }, in: tx)
        }
        return (token, secret)
    }

    /// The caller behind a token that is in force; nil for any other.
    ///
    /// The look-up is by digest, so its time tells nothing about how much of a guess was right.
    public func authenticate(_ secret: Secret) async throws -> Principal? {
        return try await storage.read { tx in
            let now = try tx.now()
            return try TokenTable.principal(secret.digest, at: now, in: tx)
        }
    }

    /// Whether a token still opens what it opened, for connections that outlive a request.
    public func isInForce(_ id: ID<Token>) async throws -> Bool {
        try await storage.read { tx in try TokenTable.isInForce(id, at: try tx.now(), in: tx) }
    }

    /// The newest 1,000 of an organization.
    public func list(in organization: ID<Organization>) async throws -> [Token] {
        try await storage.read { tx in try TokenTable.newest(1000, of: organization, in: tx) }
    }

    /// Removes what is left of sessions that ended a day ago; 1,000 a transaction.
    public func prune() async throws {
        let batch = 1000
        while try await storage.write({ tx in
            try TokenTable.deleteSessions(endedBefore: try tx.now() - .seconds(86_400), most: batch, in: tx)
        }) == batch {}
    }

    public func revoke(_ id: ID<Token>) async throws {
        try await storage.write { tx in
            let now = try tx.now()
            guard try TokenTable.revoke(id, at: now, in: tx) else { throw Failure.notFound("token") }
        }
    }
}
