public import Basics
public import Identity
public import Storage

/// Keeps who has a part in an organization's catalogue. Only an operator at the machine gives one.
public struct CatalogMembers: Sendable {
    private let storage: any Storage

    public init(storage: any Storage) {
        self.storage = storage
    }

    /// What a member is to be, as an operator says it.
    public enum Part: Sendable {
        case administrator
        case companies([ID<Company>])
        case host(ID<Host>)
        case warehouse(ID<Warehouse>)
    }

    /// Gives a member of the organization this part and no other.
    ///
    /// - Parameter language: of two letters.
    public func set(
        _ login: String, as part: Part, language: String, in organization: ID<Organization>
    ) async throws -> CatalogMember {
        guard language.utf8.count == 2, language.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            throw Failure.invalid("language", code: "catalog.language", "Give a language of two letters, as en.")
        }
        return try await storage.write { tx in
            guard let user = try Login(login).flatMap({ try UserTable.find($0, in: tx) }),
                try Identity.MemberTable.find(user.id, in: organization, tx) != nil
            else {
                throw Failure.invalid(
                    "login", code: "catalog.not-a-member",
                    "\(login) is no member of the organization. `gatehouse user create` makes one.")
            }
            let role = try CatalogMembers.role(part, in: organization, tx)
            try CatalogMemberTable.set(
                user.id, as: role, language: language, in: organization, at: try tx.now(), tx)
            return CatalogMember(user: user, role: role, language: language)
        }
    }

    /// The first 1,000 of an organization.
    public func list(in organization: ID<Organization>) async throws -> [CatalogMember] {
        try await storage.read { tx in try CatalogMemberTable.all(of: organization, most: 1000, in: tx) }
    }

    public func remove(_ user: ID<User>, from organization: ID<Organization>) async throws {
        try await storage.write { tx in
            guard try CatalogMemberTable.remove(user, from: organization, in: tx) else {
                throw Failure.notFound("member of the catalogue")
            }
        }
    }

    private static func role(
        _ part: Part, in organization: ID<Organization>, _ tx: any Transaction
    ) throws -> CatalogRole {
        switch part {
        case .administrator:
            return .administrator
        case .companies(let companies):
            guard !companies.isEmpty else { throw unknown("company") }
            for company in companies where try CompanyTable.find(company, in: tx)?.organization != organization {
                throw unknown("company")
            }
            return .company(Set(companies).sorted())
        case .host(let host):
            guard try HostTable.find(host, in: tx)?.organization == organization else { throw unknown("host") }
            return .host(host)
        case .warehouse(let id):
            guard let warehouse = try WarehouseTable.find(id, in: tx), warehouse.organization == organization else {
                throw unknown("warehouse")
            }
            return .warehouse(id, of: warehouse.company)
        }
    }

    private static func unknown(_ what: String) -> Failure {
        Failure.invalid(what, code: "catalog.\(what)", "The organization has no \(what) with this id.")
    }
}
