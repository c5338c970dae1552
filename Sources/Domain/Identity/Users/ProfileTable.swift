package import Basics
package import Storage

package enum ProfileTable {
    package static func load(_ ids: [ID<User>], in tx: any Transaction) throws -> [Profile] {
        try tx.fetchRows("SELECT * FROM user_account WHERE id IN", in: ids.map(\.sqlValue)).map(profile)
    }

    package static func find(_ id: ID<User>, in tx: any Transaction) throws -> Profile? { try load([id], in: tx).first }

    /// Changes of one account take turns from here to the end of the transaction.
    package static func hold(_ id: ID<User>, in tx: any Transaction) throws {
        _ = try tx.fetch("SELECT id FROM user_account WHERE id = \(id) \(tx.dialect.forUpdate)")
    }

    package static func update(
        _ id: ID<User>, to draft: ProfileDraft, name: String?, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE user_account SET name = \(name), first_name = \(draft.firstName), last_name = \(draft.lastName),
                phone_number = \(draft.phoneNumber), contact_preference = \(draft.contactPreference.rawValue),
                updated_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// - Parameter digest: nil: none.
    package static func setAvatar(_ digest: Digest?, of id: ID<User>, in tx: any Transaction) throws {
        try tx.execute("UPDATE user_account SET avatar = \(digest) WHERE id = \(id)")
    }

    private static func profile(_ row: Row) throws -> Profile {
        let login = Login(normalized: try row.text("login"))
        let name = try row.optional("name", row.text)
        var first = try row.optional("first_name", row.text)
        var last = try row.optional("last_name", row.text)
        // The name may have been changed as a whole since, as loads of workbooks do.
        if [first, last].compactMap({ $0 }).joined(separator: " ") != name ?? "" {
            (first, last) = ProfileDraft.halves(of: name ?? "")
        }
        return Profile(
            user: try row.id("id"), login: login, name: name, firstName: first, lastName: last,
            phoneNumber: try row.optional("phone_number", row.text) ?? (login.text.contains("@") ? nil : login.text),
            contactPreference: ContactPreference(rawValue: try row.text("contact_preference")) ?? .mobileApp,
            avatar: try row.optional("avatar", row.digest),
            createdBy: try row.optional("created_by") { try row.id($0) }, createdAt: try row.instant("created_at"),
            updatedAt: try row.instant("updated_at"))
    }
}
