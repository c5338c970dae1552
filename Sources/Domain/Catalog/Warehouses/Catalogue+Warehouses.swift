public import Basics
public import Identity
import Storage

extension Catalogue {
    public func warehouses(
        company: ID<Company>? = nil, code: String? = nil, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Warehouse> {
        try await read(by: principal) { caller, tx in
            var conditions = [caller.seesWarehouse]
            if let company { conditions.append("warehouse.company_id = \(company)") }
            if let code { conditions.append("warehouse.code = \(code)") }
            return try WarehouseTable.page(where: .all(conditions), request, in: tx)
        }
    }

    public func warehouse(_ id: ID<Warehouse>, by principal: Principal) async throws -> Warehouse {
        try await read(by: principal) { caller, tx in try found(caller.warehouse(id, in: tx), "warehouse") }
    }

    /// For an administrator.
    public func createWarehouse(
        _ labels: LabelsChange, of company: ID<Company>, by principal: Principal
    ) async throws -> Warehouse {
        try await write(by: principal) { caller, now, tx in
            let company = try caller.administered(company, in: tx)
            let labels = try labels.applied(to: nil)
            return try notTaken(WarehouseTable.insert(labels, company: company, at: now, in: tx), "warehouse", labels)
        }
    }

    /// For an administrator. A warehouse stays with its company.
    public func updateWarehouse(
        _ id: ID<Warehouse>, _ change: LabelsChange, by principal: Principal
    ) async throws -> Warehouse {
        try await write(by: principal) { caller, now, tx in
            try caller.requireAdministrator()
            let warehouse = try found(caller.warehouse(id, in: tx), "warehouse")
            let labels = try change.applied(to: warehouse.labels)
            guard try !WarehouseTable.hasOther(than: warehouse, code: labels.code, in: tx) else {
                throw CatalogLabels.taken("warehouse", labels.code)
            }
            try WarehouseTable.update(id, to: labels, at: now, in: tx)
            return try found(caller.warehouse(id, in: tx), "warehouse")
        }
    }
}
