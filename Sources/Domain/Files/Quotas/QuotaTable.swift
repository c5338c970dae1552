import Basics
import Identity
import Storage

/// What organizations keep and have reserved. Every change is one statement on the organization's row, so that two uploads
/// cannot both take the last megabyte.
enum QuotaTable {
    /// Takes room for bytes that are to come. False where there is too little.
    static func reserve(
        _ bytes: Int64, of organization: ID<Organization>, standard: Int64, in tx: any Transaction
    ) throws -> Bool {
        try open(organization, in: tx)
        return try tx.execute(
            """
            UPDATE file_quota SET reserved = reserved + \(bytes) WHERE organization_id = \(organization)
                AND used + reserved + \(bytes) <= COALESCE(quota, \(standard))
            """) == 1
    }

    /// Turns a reservation, if there is one, into a kept file. False where there is too little room for what was not
    /// reserved.
    static func keep(
        _ bytes: Int64, reserved: Int64, of organization: ID<Organization>, standard: Int64, in tx: any Transaction
    ) throws -> Bool {
        try open(organization, in: tx)
        return try tx.execute(
            """
            UPDATE file_quota SET reserved = reserved - \(reserved), used = used + \(bytes), files = files + 1
            WHERE organization_id = \(organization)
                AND (\(bytes) <= \(reserved) OR used + reserved - \(reserved) + \(bytes) <= COALESCE(quota, \(standard)))
            """) == 1
    }

    static func release(reserved bytes: Int64, of organization: ID<Organization>, in tx: any Transaction) throws {
        try tx.execute(
            "UPDATE file_quota SET reserved = reserved - \(bytes) WHERE organization_id = \(organization)")
    }

    static func drop(_ file: StoredFile, in tx: any Transaction) throws {
        guard !file.isFolder else { return }
        try drop(file.size, files: 1, of: file.organization, in: tx)
    }

    static func drop(_ bytes: Int64, files: Int, of organization: ID<Organization>, in tx: any Transaction) throws {
        try tx.execute(
            """
            UPDATE file_quota SET used = used - \(bytes), files = files - \(files)
            WHERE organization_id = \(organization)
            """)
    }

    /// The organization's row is this transaction's until it ends.
    static func hold(_ organization: ID<Organization>, in tx: any Transaction) throws {
        try open(organization, in: tx)
        _ = try tx.fetch(
            "SELECT organization_id FROM file_quota WHERE organization_id = \(organization) \(tx.dialect.forUpdate)")
    }

    static func set(_ quota: Int64?, of organization: ID<Organization>, in tx: any Transaction) throws {
        try open(organization, in: tx)
        try tx.execute("UPDATE file_quota SET quota = \(quota) WHERE organization_id = \(organization)")
    }

    static func reading(
        of organization: ID<Organization>, standard: Int64, in tx: any Transaction
    ) throws -> QuotaReading {
        let row = try tx.first("SELECT * FROM file_quota WHERE organization_id = \(organization)")
        return QuotaReading(
            quota: try row?.optional("quota") { try row?.integer($0) ?? standard } ?? standard,
            used: try row?.integer("used") ?? 0, files: try row?.int("files") ?? 0)
    }

    private static func open(_ organization: ID<Organization>, in tx: any Transaction) throws {
        try tx.execute(
            """
            INSERT INTO file_quota (organization_id, used, reserved, files) VALUES (\(organization), 0, 0, 0)
            ON CONFLICT (organization_id) DO NOTHING
            """)
    }
}
