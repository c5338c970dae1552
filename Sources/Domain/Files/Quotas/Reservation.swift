package import Basics
package import Identity
package import Storage

/// Room in an organization's quota for bytes that are still to come.
///
/// It lapses when nobody renews it, so that a process that died takes nothing with it.
package struct Reservation: Sendable {
    let id: Int64
    package let organization: ID<Organization>
    package let bytes: Int64

    /// Files up to this size are not announced: their room is taken when they are kept, in the same statement that
    /// looks whether there is any.
    static let unannounced: Int64 = 256 * 1024

    /// Throws `insufficientStorage` where there is too little room.
    package static func make(
        _ bytes: Int64, for organization: ID<Organization>, standard: Int64, lifetime: Duration,
        in tx: any Transaction
    ) throws -> Reservation {
        guard try QuotaTable.reserve(bytes, of: organization, standard: standard, in: tx) else {
            throw Reservation.refusal(bytes)
        }
        let id = try tx.integer(
            """
            INSERT INTO file_reservation (organization_id, bytes, expires_at)
            VALUES (\(organization), \(bytes), \(try tx.now() + lifetime)) RETURNING id
            """)
        return Reservation(id: id, organization: organization, bytes: bytes)
    }

    /// The reservation with this number, as it was made.
    package init(id: Int64, organization: ID<Organization>, bytes: Int64) {
        self.id = id
        self.organization = organization
        self.bytes = bytes
    }

    /// Holds it for another while; false where it has lapsed.
    @discardableResult
    package func renew(for lifetime: Duration, in tx: any Transaction) throws -> Bool {
        try tx.execute("UPDATE file_reservation SET expires_at = \(try tx.now() + lifetime) WHERE id = \(id)") == 1
    }

    /// Gives the room back; does nothing where it has lapsed.
    package func release(in tx: any Transaction) throws {
        guard try take(in: tx) else { return }
        try QuotaTable.release(reserved: bytes, of: organization, in: tx)
    }

    /// Ends it without giving the room back; false where it has lapsed, and the room is gone already.
    func take(in tx: any Transaction) throws -> Bool {
        try tx.execute("DELETE FROM file_reservation WHERE id = \(id)") == 1
    }

    /// Gives back what lapsed, at most so many.
    static func releaseLapsed(most: Int, in tx: any Transaction) throws -> Int {
        let now = try tx.now()
        let rows = try tx.fetch(
            """
            SELECT id, organization_id, bytes FROM file_reservation WHERE expires_at < \(now)
            ORDER BY expires_at LIMIT \(most) \(tx.dialect.forUpdateSkipLocked)
            """)
        for row in rows {
            try Reservation(
                id: try row.integer("id"), organization: try row.id("organization_id"), bytes: try row.integer("bytes")
            ).release(in: tx)
        }
        return rows.count
    }

    static func refusal(_ bytes: Int64) -> Failure {
        Failure(
            .insufficientStorage, code: "file.quota",
            "There is not enough storage left for this file of \(ByteCount(bytes)). Delete files, or ask for more.",
            fields: [("storage", ["There is not enough available storage to upload this file."])])
    }
}
