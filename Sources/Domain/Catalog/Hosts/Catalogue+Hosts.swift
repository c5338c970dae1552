public import Basics
public import Identity
import Storage

extension Catalogue {
    /// - Parameter brand: those that sell it.
    public func hosts(
        brand: ID<Brand>? = nil, code: String? = nil, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<HostView> {
        try await read(by: principal) { caller, tx in
            var conditions = [caller.seesHost]
            if let code { conditions.append("host.code = \(code)") }
            if let brand {
                conditions.append(
                    "host.id IN (SELECT host_id FROM host_brand WHERE brand_id = \(brand) AND is_sold)")
                conditions.append("EXISTS (SELECT 1 FROM brand WHERE brand.id = \(brand) AND \(caller.seesBrand))")
            }
            let page = try HostTable.page(where: .all(conditions), request, in: tx)
            let brands = try caller.brands(of: page.items.map(\.id), in: tx)
            return page.map { HostView(host: $0, brands: brands[$0.id] ?? []) }
        }
    }

    public func host(_ id: ID<Host>, by principal: Principal) async throws -> HostView {
        try await read(by: principal) { caller, tx in try caller.view(id, in: tx) }
    }

    /// For an administrator.
    public func createHost(_ change: HostChange, by principal: Principal) async throws -> HostView {
        try await write(by: principal) { caller, now, tx in
            try caller.requireAdministrator()
            let labels = try change.labels.applied(to: nil)
            let host = try notTaken(
                HostTable.insert(
                    labels, currency: try change.currency(or: nil), organization: principal.organization, at: now,
                    in: tx), "host", labels)
            try caller.set(change.brands ?? [], of: host.id, in: tx)
            return try caller.view(host.id, in: tx)
        }
    }

    /// For an administrator.
    public func updateHost(_ id: ID<Host>, _ change: HostChange, by principal: Principal) async throws -> HostView {
        try await write(by: principal) { caller, now, tx in
            try caller.requireAdministrator()
            let host = try found(caller.host(id, in: tx), "host")
            let labels = try change.labels.applied(to: host.labels)
            guard try !HostTable.hasOther(than: host, code: labels.code, in: tx) else {
                throw CatalogLabels.taken("host", labels.code)
            }
            try HostTable.update(
                id, to: labels, currency: try change.currency(or: host.currency), at: now, in: tx)
            if let brands = change.brands { try caller.set(brands, of: id, in: tx) }
            return try caller.view(id, in: tx)
        }
    }
}

extension CatalogCaller {
    fileprivate func view(_ id: ID<Host>, in tx: any Transaction) throws -> HostView {
        let host = try found(host(id, in: tx), "host")
        return HostView(host: host, brands: try brands(of: [id], in: tx)[id] ?? [])
    }

    /// What these hosts sell, of the brands that the caller sees.
    fileprivate func brands(of hosts: [ID<Host>], in tx: any Transaction) throws -> [ID<Host>: [ID<Brand>]] {
        var brands: [ID<Host>: [ID<Brand>]] = [:]
        let rows = try tx.fetchRows(
            "SELECT host_id, brand_id FROM host_brand WHERE \(seesBrandOf("brand_id")) AND is_sold AND host_id IN",
            in: hosts.map(\.sqlValue), "ORDER BY host_id, brand_id")
        for row in rows { brands[try row.id("host_id"), default: []].append(try row.id("brand_id")) }
        return brands
    }

    fileprivate func set(_ brands: [ID<Brand>], of host: ID<Host>, in tx: any Transaction) throws {
        guard brands.count <= 10_000 else {
            throw Failure.invalid("brand", code: "catalog.brands", "A host sells at most 10,000 brands.")
        }
        let known = Set(
            try tx.fetchRows("SELECT id FROM brand WHERE \(seesBrand) AND id IN", in: brands.map(\.sqlValue))
                .map { try $0.id("id", of: Brand.self) })
        guard known.isSuperset(of: brands) else {
            throw Failure.invalid("brand", code: "catalog.brand", "One of these brands does not exist.")
        }
        try HostBrandTable.set(brands, of: host, in: tx)
    }
}
