public import Basics
public import Identity
import Storage

extension Catalogue {
    public func brands(
        company: ID<Company>? = nil, code: String? = nil, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Brand> {
        try await read(by: principal) { caller, tx in
            var conditions = [caller.seesBrand]
            if let company { conditions.append("brand.company_id = \(company)") }
            if let code { conditions.append("brand.code = \(code)") }
            return try BrandTable.page(where: .all(conditions), request, in: tx)
        }
    }

    public func brand(_ id: ID<Brand>, by principal: Principal) async throws -> Brand {
        try await read(by: principal) { caller, tx in try found(caller.brand(id, in: tx), "brand") }
    }

    /// For an administrator.
    public func createBrand(
        _ labels: LabelsChange, of company: ID<Company>, by principal: Principal
    ) async throws -> Brand {
        try await write(by: principal) { caller, now, tx in
            let company = try caller.administered(company, in: tx)
            let labels = try labels.applied(to: nil)
            return try notTaken(BrandTable.insert(labels, company: company, at: now, in: tx), "brand", labels)
        }
    }

    /// For an administrator. A brand stays with its company.
    public func updateBrand(_ id: ID<Brand>, _ change: LabelsChange, by principal: Principal) async throws -> Brand {
        try await write(by: principal) { caller, now, tx in
            try caller.requireAdministrator()
            let brand = try found(caller.brand(id, in: tx), "brand")
            let labels = try change.applied(to: brand.labels)
            guard try !BrandTable.hasOther(than: brand, code: labels.code, in: tx) else {
                throw CatalogLabels.taken("brand", labels.code)
            }
            try BrandTable.update(id, to: labels, at: now, in: tx)
            return try found(caller.brand(id, in: tx), "brand")
        }
    }
}

extension CatalogCaller {
    /// The company to which an administrator adds something.
    func administered(_ id: ID<Company>, in tx: any Transaction) throws -> Company {
        try requireAdministrator()
        guard let company = try company(id, in: tx) else {
            throw Failure.invalid("fk_company", code: "catalog.company", "There is no company with this id.")
        }
        return company
    }
}
