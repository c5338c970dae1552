public import Basics
public import Storage

/// Keeps the passwords of accounts, and signs in who knows theirs.
public struct Passwords: Sendable {
    private let storage: any Storage
    private let bench: WorkBench

    /// - Parameter bench: where the hashing is done, which takes long on purpose.
    public init(storage: any Storage, bench: WorkBench) {
        self.storage = storage
        self.bench = bench
    }

    /// Gives an account a password of 8 to 200 characters. For an operator.
    public func set(_ password: Secret, of login: String) async throws {
        guard (8...200).contains(password.exposed.count) else {
            throw Failure.invalid("password", code: "password.length", "Give a password of 8 to 200 characters.")
        }
        let hash = try await bench.run { try PasswordHash(of: password).text }
        try await storage.write { tx in
            guard let login = Login(login), let user = try UserTable.find(login, in: tx) else {
                throw Failure(.notFound, code: "user.unknown", "There is no account with this login.")
            }
            try UserTable.setPassword(hash, of: user.id, in: tx)
            try BrowserSessionTable.delete(of: user.id, in: tx)
        }
    }

    /// Who signed in, and for a while by which token: in the organization where they have been longest.
    ///
    /// Throws `unauthenticated` for an unknown login and for a wrong password, after the same time.
    public func signIn(
        _ login: String, _ password: Secret, permissions: Set<Permission>, lifetime: Duration
    ) async throws -> SignedIn {
        let known = try await storage.read { tx in try Login(login).flatMap { try UserTable.password(of: $0, in: tx) } }
        let hash = known.map { PasswordHash(kept: $0.hash) } ?? .nobody
        guard password.exposed.utf8.count <= 1000, try await bench.run({ try hash.matches(password) }), let known else {
            throw refused
        }
        let secret = Secret.random(bytes: 32, prefix: "gh_")
        return try await storage.write { tx in
            let now = try tx.now()
            guard let organization = try MemberTable.first(of: known.user, in: tx),
                let member = try MemberTable.find(known.user, in: organization, tx)
            else { throw refused }
            let token = try TokenTable.insert(
                user: known.user, organization: organization, digest: secret.digest, label: "sign-in",
                permissions: permissions, at: now, expiresAt: now + lifetime, isSession: true,
                in: tx)
            return SignedIn(
                secret: secret, lifetime: lifetime,
                principal: Principal(
                    token: token.id, user: known.user, organization: organization, permissions: permissions,
                    member: member))
        }
    }

    /// Whose password this is; nil for an unknown login and for a wrong password, after the same time.
    public func check(_ login: String, _ password: Secret) async throws -> ID<User>? {
        let known = try await storage.read { tx in try Login(login).flatMap { try UserTable.password(of: $0, in: tx) } }
        let hash = known.map { PasswordHash(kept: $0.hash) } ?? .nobody
        guard password.exposed.utf8.count <= 1000, try await bench.run({ try hash.matches(password) }) else {
            return nil
        }
        return known?.user
    }

    /// Gives the user another password in place of the one they know, and signs them out of every browser.
    public func change(_ current: Secret, to password: Secret, of user: ID<User>) async throws {
        let kept = try await storage.read { tx in try UserTable.password(of: user, in: tx) }
        let hash = kept.map { PasswordHash(kept: $0) } ?? .nobody
        guard current.exposed.utf8.count <= 1000, try await bench.run({ try hash.matches(current) }), kept != nil else {
            throw Failure.invalid("current_password", code: "password.wrong", "Wrong password")
        }
        guard (8...200).contains(password.exposed.count) else {
            throw Failure.invalid(
                "password", code: "password.length",
                password.exposed.count < 8
                    ? "Password is too short (minimum is 8 characters)"
                    : "Password is too long (maximum is 200 characters)")
        }
        let changed = try await bench.run { try PasswordHash(of: password).text }
        try await storage.write { tx in
            try UserTable.setPassword(changed, of: user, in: tx)
            try BrowserSessionTable.delete(of: user, in: tx)
        }
    }

    private var refused: Failure {
        Failure(.unauthenticated, code: "login.refused", "The user name or the password is wrong.")
    }
}

/// Somebody who has just signed in.
public struct SignedIn: Sendable {
    /// The bearer token.
    public let secret: Secret
    /// How long the token is good for.
    public let lifetime: Duration
    public let principal: Principal
}
