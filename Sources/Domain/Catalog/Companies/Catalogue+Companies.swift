public import Basics
public import Identity
import Storage

extension Catalogue {
    public func companies(
        code: String? = nil, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Company> {
        try await read(by: principal) { caller, tx in
            let condition = SQL.all([caller.seesCompany, code.map { "company.code = \($0)" }])
            return try CompanyTable.page(where: condition, request, in: tx)
        }
    }

    public func company(_ id: ID<Company>, by principal: Principal) async throws -> Company {
        try await read(by: principal) { caller, tx in try found(caller.company(id, in: tx), "company") }
    }

    /// For an administrator.
    public func createCompany(_ labels: LabelsChange, by principal: Principal) async throws -> Company {
        try await write(by: principal) { caller, now, tx in
            try caller.requireAdministrator()
            let labels = try labels.applied(to: nil)
            return try notTaken(
                CompanyTable.insert(labels, organization: principal.organization, at: now, in: tx), "company", labels)
        }
    }

    /// For an administrator.
    public func updateCompany(
        _ id: ID<Company>, _ change: LabelsChange, by principal: Principal
    ) async throws -> Company {
        try await write(by: principal) { caller, now, tx in
            try caller.requireAdministrator()
            let company = try found(caller.company(id, in: tx), "company")
            let labels = try change.applied(to: company.labels)
            guard
                try !CompanyTable.hasOther(
                    than: id, code: labels.code, organization: principal.organization, in: tx)
            else { throw CatalogLabels.taken("company", labels.code) }
            try CompanyTable.update(id, to: labels, at: now, in: tx)
            return try found(caller.company(id, in: tx), "company")
        }
    }
}

/// Throws `notFound` where there is none for the caller.
func found<Thing>(_ thing: Thing?, _ what: String) throws -> Thing {
    guard let thing else { throw Failure.notFound(what) }
    return thing
}

/// Throws where another has the code already.
func notTaken<Thing>(_ thing: Thing?, _ what: String, _ labels: CatalogLabels) throws -> Thing {
    guard let thing else { throw CatalogLabels.taken(what, labels.code) }
    return thing
}
