import Basics
import Identity
import Storage

/// Look-ups among the files of firms.
enum FirmFileTable {
    /// The avatar of a contact, or the logo of the firm, where there is one.
    static func picture(
        _ type: BusinessType, of contact: ID<User>?, in firm: ID<Organization>, _ tx: any Transaction
    ) throws -> StoredFile? {
        try list(type, of: contact, in: firm, most: 1, tx).first
    }

    /// The newest first.
    static func list(
        _ type: BusinessType, of contact: ID<User>?, in firm: ID<Organization>, most: Int, _ tx: any Transaction
    ) throws -> [StoredFile] {
        let uploaded: SQL = contact.map { "AND file.uploader_id = \($0)" } ?? ""
        return try FileTable.fetch(
            where: """
                file.organization_id = \(firm) AND file.shelf = \(Shelf.filer.rawValue)
                    AND file.purpose = \(type.rawValue) AND file.deleted_at IS NULL \(uploaded)
                ORDER BY file.id DESC LIMIT \(most)
                """, in: tx)
    }
}
