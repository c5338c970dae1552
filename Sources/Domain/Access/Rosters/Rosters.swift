package import Basics
package import Storage

/// Reads and replaces everything that is tied to a panel.
package enum Rosters {
    /// The panel's roster now.
    package static func stored(at panel: Panel, in tx: any Transaction) throws -> StoredRoster {
        try StoredRoster(of: panel, in: tx)
    }

    /// Makes the panel's roster the wanted one.
    ///
    /// The stored roster may have been read before this transaction: where the panel has changed since, nothing is done and
    /// the answer is nil.
    package static func replace(
        _ stored: StoredRoster, by wanted: Roster, at now: Instant, in tx: any Transaction
    ) throws -> RosterChanges? {
        let current = try tx.execute(
            """
            UPDATE panel SET revision = revision + 1, updated_at = \(now)
            WHERE id = \(stored.panel.id) AND revision = \(stored.panel.revision) AND revoked_at IS NULL
            """)
        guard current == 1 else { return nil }
        try BuildingTable.hold(stored.panel.building, in: tx)
        let changes = try RosterReplacement(of: stored, by: wanted, at: now, in: tx).apply()
        try PanelCommands.credentialsChanged(in: stored.panel.building, tx: tx)
        return changes
    }
}
