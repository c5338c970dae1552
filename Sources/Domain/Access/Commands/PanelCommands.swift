public import Basics
import Events
public import Storage

/// Tells panels what to do, whatever server they are connected to.
///
/// A command is written in the transaction that it follows from, with a transient event that wakes the panel's stream. The
/// stream reads the command itself, so that what was acknowledged or has expired meanwhile is not sent.
public struct PanelCommands: Sendable {
    private let storage: any Storage
    private let wakeRelay: @Sendable () -> Void

    /// - Parameter wake: rings the relays of the outbox, here and elsewhere.
    public init(storage: any Storage, wake: @escaping @Sendable () -> Void = {}) {
        self.storage = storage
        wakeRelay = wake
    }

    /// Adds a command to the transaction: it is sent if that commits.
    @discardableResult
    public static func append(
        _ order: PanelOrder, to panel: ID<Panel>, in tx: any Transaction
    ) throws -> PanelCommand {
        let command = try PanelCommandTable.insert(order, to: panel, at: try tx.now(), in: tx)
        try Outbox.append(PanelChannel.news(on: .panel(panel)), in: tx)
        return command
    }

    /// Tells every panel of a building, in the transaction that changed what opens its doors, to fetch that anew.
    public static func credentialsChanged(in building: ID<Building>, tx: any Transaction) throws {
        let count = try PanelCommandTable.insert(
            .credentialsChanged, toPanelsOf: building, at: try tx.now(), in: tx)
        if count > 0 { try Outbox.append(PanelChannel.news(on: .building(building)), in: tx) }
    }

    /// To be called after the commit of a transaction with commands, so that the panel need not wait for the next look.
    public func wake() { wakeRelay() }

    /// Sends a command by itself. Throws `notFound` where the panel is out of service.
    @discardableResult
    public func send(_ order: PanelOrder, to panel: ID<Panel>) async throws -> PanelCommand {
        let command = try await storage.write { tx in
            guard try PanelTable.find(panel, in: tx) != nil else { throw Failure.notFound("panel") }
            return try PanelCommands.append(order, to: panel, in: tx)
        }
        wake()
        return command
    }

    /// The panel has carried it out, or will not; it is not repeated.
    public func acknowledge(_ id: ID<PanelCommand>, by panel: ID<Panel>) async throws {
        try await storage.write { tx in
            guard try PanelCommandTable.acknowledge(id, by: panel, at: try tx.now(), in: tx) else {
                throw Failure.notFound("command")
            }
        }
    }

    /// What a panel's stream has to send now; nil where its token is not in force any more or the panel is switched off.
    public func waiting(for secret: Secret) async throws -> WaitingCommands? {
        guard let panel = PanelTokens.panel(of: secret) else { return nil }
        // Measured before the look, so that what is left is never too much.
        let start = ContinuousClock.now
        return try await storage.read { tx in
            guard let caller = try PanelTokens.caller(panel, secret.digest, in: tx), caller.isEnabled else {
                return nil
            }
            let now = try tx.now()
            return WaitingCommands(
                commands: try PanelCommandTable.waiting(for: panel, at: now, in: tx).map { command in
                    (command, start + (command.expiresAt - now))
                })
        }
    }

    /// Removes commands that nobody asks for any more; 1,000 a transaction.
    public func prune() async throws {
        let batch = 1000
        while try await storage.write({ tx in
            try PanelCommandTable.delete(before: try tx.now() - .seconds(3600), most: batch, in: tx)
        }) == batch {}
    }
}

/// Commands with the moment of this machine's clock at which each expires.
public struct WaitingCommands: Sendable {
    public let commands: [(command: PanelCommand, deadline: ContinuousClock.Instant)]
}
