public import Basics
public import Storage

/// Keeps who has signed in in which browser, by a secret that lies in its cookie.
public struct BrowserSessions: Sendable {
    /// How long a browser stays signed in.
    public let lifetime: Duration
    private let storage: any Storage

    public init(storage: any Storage, lifetime: Duration) {
        self.storage = storage
        self.lifetime = lifetime
    }

    /// A new session for a user who has just shown their password. The secret is in the answer and nowhere else.
    public func start(for user: ID<User>) async throws -> Secret {
        let secret = Secret.random(bytes: 32)
        try await storage.write { tx in
            let now = try tx.now()
            try BrowserSessionTable.insert(secret.digest, of: user, at: now, expiresAt: now + lifetime, in: tx)
        }
        return secret
    }

    /// Who is signed in by it; nil where nobody is, or not any more.
    public func find(_ secret: Secret) async throws -> BrowserSession? {
        try await storage.read { tx in try BrowserSessionTable.find(secret.digest, at: try tx.now(), in: tx) }
    }

    /// Signs out.
    public func end(_ secret: Secret) async throws {
        try await storage.write { tx in try BrowserSessionTable.delete(secret.digest, in: tx) }
    }
}
