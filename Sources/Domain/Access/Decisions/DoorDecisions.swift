public import Basics
public import Storage
public import TimeZones

/// Answers panels that ask whether a door may open, and writes down that it did.
public struct DoorDecisions: Sendable {
    private let storage: any Storage
    private let secrets: AccessSecrets
    private let zones: ZoneDatabase
    private let wakeWorkers: @Sendable () -> Void

    /// - Parameter wakeWorkers: called after webhooks were promised something.
    public init(
        storage: any Storage, secrets: AccessSecrets, zones: ZoneDatabase,
        wakeWorkers: @escaping @Sendable () -> Void = {}
    ) {
        self.storage = storage
        self.secrets = secrets
        self.zones = zones
        self.wakeWorkers = wakeWorkers
    }

    /// Decides, and where the door opens uses up what opens once and writes the opening, in one transaction.
    ///
    /// Of two panels that are shown the same one-time key at the same time, on whatever servers, one opens.
    ///
    /// - Parameter token: the panel's, which must be in force in the same transaction; nil: it was looked at just now.
    public func decide(
        _ shown: ShownCredential, at panel: ID<Panel>, token: Secret? = nil
    ) async throws -> DoorAnswer {
        let digest = token?.digest
        let (answer, isTold) = try await storage.write { tx in
            if let digest { _ = try PanelTokens.admitted(try PanelTokens.caller(panel, digest, in: tx)) }
            let now = try tx.now()
            guard let panel = try PanelTable.find(panel, in: tx) else { throw Failure.notFound("panel") }
            let table = KnowledgeTable(panel: panel, secrets: secrets, zones: zones, tx: tx)
            guard let (reading, known) = try table.find(shown) else { return (DoorAnswer(refused: .unknown), false) }
            switch DoorDecision.of(reading, at: now, knowing: known) {
            case .refuse(let refusal): return (DoorAnswer(refused: refusal), false)
            case .allow(let admission):
                guard try DoorDecisions.use(admission, of: panel.building, at: now, in: tx) else {
                    return (DoorAnswer(refused: .used), false)
                }
                let release = try DoorReleaseTable.insert(admission, at: panel, loggedAt: now, now: now, in: tx)
                let isTold = try WebhookNews.opened(
                    release.id, building: panel.building, unit: admission.unit, in: tx)
                return (DoorAnswer(admission: admission, release: release.id, name: release.name), isTold)
            }
        }
        if isTold { wakeWorkers() }
        return answer
    }

    /// Marks the first use; false where a key that opens once was used meanwhile.
    private static func use(
        _ admission: Admission, of building: ID<Building>, at now: Instant, in tx: any Transaction
    ) throws -> Bool {
        guard let (key, once) = admission.virtualKey else { return true }
        let isFirst = try VirtualKeyTable.use(key, at: now, in: tx)
        if isFirst { try KeychainTable.countUse(of: key, at: now, in: tx) }
        if isFirst, once { try PanelCommands.credentialsChanged(in: building, tx: tx) }
        return isFirst || !once
    }
}

/// What a panel is told.
public struct DoorAnswer: Sendable {
    /// Nil: the door opens.
    public let refusal: DoorRefusal?
    public let admission: Admission?
    /// The opening as it was written down.
    public let release: ID<DoorRelease>?
    /// Whose name the panel may show.
    public let name: String?

    init(refused refusal: DoorRefusal) {
        self.refusal = refusal
        admission = nil
        release = nil
        name = nil
    }

    init(admission: Admission, release: ID<DoorRelease>, name: String?) {
        refusal = nil
        self.admission = admission
        self.release = release
        self.name = name
    }

    public var opens: Bool { refusal == nil }
}
