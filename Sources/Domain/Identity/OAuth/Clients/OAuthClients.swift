public import Basics
public import Storage

/// The programs that may ask users for access.
public struct OAuthClients: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// Registers a program. The secret of a confidential one is in the answer and nowhere else. For an operator.
    public func register(
        name: String, redirectURIs: [String], isConfidential: Bool
    ) async throws -> (client: OAuthClient, secret: Secret?) {
        let name = name.trimmed
        guard (1...200).contains(name.count), !name.hasControlCharacters else {
            throw Failure.invalid("name", code: "oauth.client-name", "Give a name of 1 to 200 printable characters.")
        }
        guard (1...20).contains(redirectURIs.count) else {
            throw Failure.invalid("redirect-uri", code: "oauth.redirect-uris", "Give 1 to 20 redirect URIs.")
        }
        let uris = try redirectURIs.map { text in
            guard let uri = RedirectURI(text) else {
                throw Failure.invalid(
                    "redirect-uri", code: "oauth.redirect-uri",
                    "\(text) cannot be a redirect URI. Give one with https, or with a scheme of the app's own.")
            }
            return uri
        }
        let secret = isConfidential ? Secret.random(bytes: 32) : nil
        let identifier = Secret.random(bytes: 16).exposed
        let client = try await storage.write { tx in
            try OAuthClientTable.insert(
                identifier: identifier, name: name, redirectURIs: uris, secret: secret?.digest, at: try tx.now(),
                in: tx)
        }
        return (client, secret)
    }

    /// Nil where there is none of this name.
    public func find(_ identifier: String) async throws -> OAuthClient? {
        try await storage.read { tx in try OAuthClientTable.find(identifier, in: tx) }
    }

    /// The newest 1,000 that are not withdrawn. For an operator.
    public func list() async throws -> [OAuthClient] {
        try await storage.read { tx in try OAuthClientTable.newest(1000, in: tx) }
    }

    /// Withdraws a program: what its users allowed it ends at once. For an operator.
    public func withdraw(_ identifier: String) async throws {
        try await storage.write { tx in
            guard try OAuthClientTable.revoke(identifier, at: try tx.now(), in: tx) else {
                throw Failure(.notFound, code: "oauth.client", "There is no program with this identifier.")
            }
        }
    }
}
