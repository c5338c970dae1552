public import Basics
public import Storage

/// What links to pictures and recordings name. Who has such a link may see what it names; nobody makes one without our secret.
public struct Media: Sendable {
    private let storage: any Storage
    private let clock: DatabaseClock

    public init(storage: any Storage) {
        self.storage = storage
        clock = DatabaseClock(storage)
    }

    /// The time by which links are made and lapse, the same for all servers.
    public func now() async throws -> Instant { try await clock.now() }

    /// What stands there still with these bytes. Throws `notFound` where it was removed or replaced.
    public func find(_ kind: Medium.Kind, of owner: Int64, version: String) async throws -> Medium {
        let digest = try await storage.read { tx in
            try tx.first(Media.statement(kind, owner)).flatMap { try $0.optional("digest", $0.digest) }
        }
        guard let medium = digest.map({ Medium(kind: kind, owner: owner, digest: $0) }), medium.version == version
        else { throw Failure.notFound("picture") }
        return medium
    }

    private static func statement(_ kind: Medium.Kind, _ owner: Int64) -> SQL {
        switch kind {
        case .call: "SELECT image AS digest FROM door_call WHERE id = \(owner)"
        case .panelLogo: "SELECT panel_logo AS digest FROM building WHERE id = \(owner)"
        case .mobileLogo: "SELECT mobile_logo AS digest FROM building WHERE id = \(owner)"
        case .avatar: "SELECT avatar AS digest FROM user_account WHERE id = \(owner)"
        case .recording: "SELECT audio AS digest FROM door_message WHERE id = \(owner)"
        }
    }
}
