import Storage

extension TenantFlags {
    /// Reads the six columns by the names that both tables give them.
    init(_ row: Row) throws {
        self.init(
            live: try row.optional("live", row.boolean), archive: try row.optional("archive", row.boolean),
            openByKey: try row.optional("open_by_key", row.boolean),
            openByCode: try row.optional("open_by_code", row.boolean),
            openByFace: try row.optional("open_by_face", row.boolean),
            openByApp: try row.optional("open_by_app", row.boolean))
    }

    var sqlValues: [SQLValue] { all.map { $0.map(SQLValue.boolean) ?? .null } }
}
