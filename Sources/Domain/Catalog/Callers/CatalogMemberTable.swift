package import Basics
package import Identity
package import Storage

package enum CatalogMemberTable {
    static func role(
        of user: ID<User>, in organization: ID<Organization>, _ tx: any Transaction
    ) throws -> CatalogRole? {
        guard
            let row = try tx.first(
                """
                SELECT catalog_member.role, catalog_member.host_id, catalog_member.warehouse_id, warehouse.company_id
                FROM catalog_member LEFT JOIN warehouse ON warehouse.id = catalog_member.warehouse_id
                WHERE catalog_member.organization_id = \(organization) AND catalog_member.user_id = \(user)
                """)
        else { return nil }
        return try role(row, companies: companies(of: [user], in: organization, tx)[user] ?? [])
    }

    /// What these users are in an organization's catalogue, withdrawn accounts too.
    package static func find(
        _ users: [ID<User>], in organization: ID<Organization>, _ tx: any Transaction
    ) throws -> [ID<User>: CatalogMember] {
        let rows = try tx.fetchRows(
            "\(columns) WHERE catalog_member.organization_id = \(organization) AND catalog_member.user_id IN",
            in: users.map(\.sqlValue))
        return Dictionary(
            try members(rows, in: organization, tx).map { ($0.user.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static func all(of organization: ID<Organization>, most: Int, in tx: any Transaction) throws -> [CatalogMember] {
        let rows = try tx.fetch(
            """
            \(columns) WHERE catalog_member.organization_id = \(organization)
            ORDER BY catalog_member.user_id LIMIT \(most)
            """)
        return try members(rows, in: organization, tx)
    }

    static func set(
        _ user: ID<User>, as role: CatalogRole, language: String, in organization: ID<Organization>, at now: Instant,
        _ tx: any Transaction
    ) throws {
        var companies: [ID<Company>] = []
        var host: ID<Host>?
        var warehouse: ID<Warehouse>?
        switch role {
        case .administrator: break
        case .company(let several): companies = several
        case .host(let one): host = one
        case .warehouse(let one, _): warehouse = one
        }
        try tx.execute(
            """
            INSERT INTO catalog_member (organization_id, user_id, role, host_id, warehouse_id, language, created_at)
            VALUES (\(organization), \(user), \(role.word), \(host), \(warehouse), \(language), \(now))
            ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role, host_id = excluded.host_id,
                warehouse_id = excluded.warehouse_id, language = excluded.language
            """)
        try tx.execute(
            "DELETE FROM catalog_member_company WHERE organization_id = \(organization) AND user_id = \(user)")
        try tx.insertRows(
            "INSERT INTO catalog_member_company (organization_id, user_id, company_id)",
            Set(companies).sorted().map { [organization.sqlValue, user.sqlValue, $0.sqlValue] })
    }

    static func remove(
        _ user: ID<User>, from organization: ID<Organization>, in tx: any Transaction
    ) throws -> Bool {
        try tx.execute(
            "DELETE FROM catalog_member_company WHERE organization_id = \(organization) AND user_id = \(user)")
        return try tx.execute(
            "DELETE FROM catalog_member WHERE organization_id = \(organization) AND user_id = \(user)") == 1
    }

    private static let columns: SQL = """
        SELECT user_account.*, catalog_member.role, catalog_member.host_id, catalog_member.warehouse_id,
            catalog_member.language, warehouse.company_id
        FROM catalog_member
        JOIN user_account ON user_account.id = catalog_member.user_id
        LEFT JOIN warehouse ON warehouse.id = catalog_member.warehouse_id
        """

    private static func members(
        _ rows: [Row], in organization: ID<Organization>, _ tx: any Transaction
    ) throws -> [CatalogMember] {
        let companies = try companies(of: rows.map { try $0.id("id") }, in: organization, tx)
        return try rows.compactMap { row in
            let user = User(
                id: try row.id("id"), login: Login(normalized: try row.text("login")),
                name: try row.optional("name", row.text), createdBy: try row.optional("created_by") { try row.id($0) },
                createdAt: try row.instant("created_at"), revokedAt: try row.optional("revoked_at", row.instant))
            return try role(row, companies: companies[user.id] ?? []).map { role in
                CatalogMember(user: user, role: role, language: try row.text("language"))
            }
        }
    }

    private static func companies(
        of users: [ID<User>], in organization: ID<Organization>, _ tx: any Transaction
    ) throws -> [ID<User>: [ID<Company>]] {
        let rows = try tx.fetchRows(
            """
            SELECT user_id, company_id FROM catalog_member_company
            WHERE organization_id = \(organization) AND user_id IN
            """, in: users.map(\.sqlValue), "ORDER BY user_id, company_id")
        var companies: [ID<User>: [ID<Company>]] = [:]
        for row in rows { companies[try row.id("user_id"), default: []].append(try row.id("company_id")) }
        return companies
    }

    /// Nil for a part that is none: of a company's user without a company.
    private static func role(_ row: Row, companies: [ID<Company>]) throws -> CatalogRole? {
        switch try row.text("role") {
        case "administrator": .administrator
        case "company": companies.isEmpty ? nil : .company(companies)
        case "host": .host(try row.id("host_id"))
        case "warehouse": .warehouse(try row.id("warehouse_id"), of: try row.id("company_id"))
        default: nil
        }
    }
}
