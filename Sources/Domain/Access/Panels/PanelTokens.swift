public import Basics
public import Storage

/// Issues the tokens by which panels speak for themselves, and tells which panel one belongs to.
///
/// A panel has one token. It carries the panel's number, so that the look-up needs no index of secrets, and the comparison
/// takes as long whatever of a guess was right.
public struct PanelTokens: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// A new token in place of the former one, which is dead with the commit. It is in the answer and nowhere else.
    public static func issue(for panel: ID<Panel>, in tx: any Transaction) throws -> Secret {
        let secret = Secret.random(bytes: 32, prefix: "\(prefix)\(panel)_")
        let changed = try tx.execute(
            "UPDATE panel SET token_digest = \(secret.digest) WHERE id = \(panel) AND revoked_at IS NULL")
        guard changed == 1 else { throw Failure.notFound("panel") }
        return secret
    }

    /// The same in a transaction of its own, for an operator.
    public func issue(for panel: ID<Panel>) async throws -> Secret {
        try await storage.write { tx in try PanelTokens.issue(for: panel, in: tx) }
    }

    /// The panel behind a token; nil where there is none, or it is out of service.
    public func authenticate(_ secret: Secret) async throws -> PanelCaller? {
        guard let panel = PanelTokens.panel(of: secret) else { return nil }
        let digest = secret.digest
        return try await storage.read { tx in try PanelTokens.caller(panel, digest, in: tx) }
    }

    /// Throws where the panel may not ask: its token is none any more, or it is switched off.
    public static func admitted(_ caller: PanelCaller?) throws -> PanelCaller {
        guard let caller else {
            throw Failure(
                .unauthenticated, code: "unauthenticated",
                "This is no panel's token, or not any more. Give the panel a new one.")
        }
        guard caller.isEnabled else {
            throw Failure(
                .forbidden, code: "panel.disabled",
                "This panel is switched off. Its administrator can switch it on.")
        }
        return caller
    }

    static func caller(_ panel: ID<Panel>, _ digest: Digest, in tx: any Transaction) throws -> PanelCaller? {
        let found = try tx.first(
            """
            SELECT organization_id, building_id, enabled, token_digest FROM panel
            WHERE id = \(panel) AND revoked_at IS NULL AND token_digest IS NOT NULL
            """)
        guard let found, Secret.equal(try found.text("token_digest"), digest.hex) else { return nil }
        return PanelCaller(
            panel: panel, building: try found.id("building_id"), organization: try found.id("organization_id"),
            isEnabled: try found.boolean("enabled"))
    }

    /// Whose token it claims to be.
    static func panel(of secret: Secret) -> ID<Panel>? {
        let parts = secret.exposed.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, "\(parts[0])_" == prefix, parts[2].utf8.count == 64 else { return nil }
        return ID(parts[1])
    }

    private static let prefix = "ghp_"
}
