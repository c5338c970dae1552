import Basics
import Catalog
import HTTPSupport
import HTTPTypes
import Hummingbird
import Identity

/// `/api/company`, `/api/brand`, `/api/warehouse` and `/api/host`: read by whoever has to do with them, kept by
/// administrators.
struct PartyEndpoints: Sendable {
    let catalogue: Catalogue

    var routes: [Route<BrandFileContext>] {
        [
            Route(.get, "/api/company", companies),
            Route(.post, "/api/company", createCompany),
            Route(.get, "/api/company/{id}", company),
            Route(.put, "/api/company/{id}", updateCompany),
            Route(.get, "/api/brand", brands),
            Route(.post, "/api/brand", createBrand),
            Route(.get, "/api/brand/{id}", brand),
            Route(.put, "/api/brand/{id}", updateBrand),
            Route(.get, "/api/warehouse", warehouses),
            Route(.post, "/api/warehouse", createWarehouse),
            Route(.get, "/api/warehouse/{id}", warehouse),
            Route(.put, "/api/warehouse/{id}", updateWarehouse),
            Route(.get, "/api/host", hosts),
            Route(.post, "/api/host", createHost),
            Route(.get, "/api/host/{id}", host),
            Route(.put, "/api/host/{id}", updateHost),
        ]
    }

    // MARK: Companies

    private func companies(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let page = try await catalogue.companies(
            code: request.parameter("code"), try request.page, by: context.principal)
        return .envelope("company", page, companyRepresentation)
    }

    private func company(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let company = try await catalogue.company(try context.id(of: "company"), by: context.principal)
        return .envelope("company", companyRepresentation(company))
    }

    private func createCompany(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let fields = try await EntityFields("company", of: request)
        let company = try await catalogue.createCompany(try fields.labels(), by: context.principal)
        return .envelope("company", companyRepresentation(company), status: .created)
    }

    private func updateCompany(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let id: ID<Company> = try context.id(of: "company")
        let fields = try await EntityFields("company", of: request)
        let company = try await catalogue.updateCompany(id, try fields.labels(), by: context.principal)
        return .envelope("company", companyRepresentation(company))
    }

    // MARK: Brands

    private func brands(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let page = try await catalogue.brands(
            company: try request.key("fk_company"), code: request.parameter("code"), try request.page,
            by: context.principal)
        return .envelope("brand", page, brandRepresentation)
    }

    private func brand(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let brand = try await catalogue.brand(try context.id(of: "brand"), by: context.principal)
        return .envelope("brand", brandRepresentation(brand))
    }

    private func createBrand(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let fields = try await EntityFields("brand", of: request)
        let company: ID<Company> = try fields.required("fk_company", try fields.key("fk_company"))
        let brand = try await catalogue.createBrand(try fields.labels(), of: company, by: context.principal)
        return .envelope("brand", brandRepresentation(brand), status: .created)
    }

    private func updateBrand(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let id: ID<Brand> = try context.id(of: "brand")
        let fields = try await EntityFields("brand", of: request)
        let brand = try await catalogue.updateBrand(id, try fields.labels(), by: context.principal)
        return .envelope("brand", brandRepresentation(brand))
    }

    // MARK: Warehouses

    private func warehouses(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let page = try await catalogue.warehouses(
            company: try request.key("fk_company"), code: request.parameter("code"), try request.page,
            by: context.principal)
        return .envelope("warehouse", page, warehouseRepresentation)
    }

    private func warehouse(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let warehouse = try await catalogue.warehouse(try context.id(of: "warehouse"), by: context.principal)
        return .envelope("warehouse", warehouseRepresentation(warehouse))
    }

    private func createWarehouse(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let fields = try await EntityFields("warehouse", of: request)
        let company: ID<Company> = try fields.required("fk_company", try fields.key("fk_company"))
        let warehouse = try await catalogue.createWarehouse(try fields.labels(), of: company, by: context.principal)
        return .envelope("warehouse", warehouseRepresentation(warehouse), status: .created)
    }

    private func updateWarehouse(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let id: ID<Warehouse> = try context.id(of: "warehouse")
        let fields = try await EntityFields("warehouse", of: request)
        let warehouse = try await catalogue.updateWarehouse(id, try fields.labels(), by: context.principal)
        return .envelope("warehouse", warehouseRepresentation(warehouse))
    }

    // MARK: Hosts

    private func hosts(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let page = try await catalogue.hosts(
            brand: try request.key("fk_brand"), code: request.parameter("code"), try request.page,
            by: context.principal)
        return .envelope("host", page, hostRepresentation)
    }

    private func host(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let host = try await catalogue.host(try context.id(of: "host"), by: context.principal)
        return .envelope("host", hostRepresentation(host))
    }

    private func createHost(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let fields = try await EntityFields("host", of: request)
        let host = try await catalogue.createHost(try fields.hostChange(), by: context.principal)
        return .envelope("host", hostRepresentation(host), status: .created)
    }

    private func updateHost(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let id: ID<Host> = try context.id(of: "host")
        let fields = try await EntityFields("host", of: request)
        let host = try await catalogue.updateHost(id, try fields.hostChange(), by: context.principal)
        return .envelope("host", hostRepresentation(host))
    }
}

extension EntityFields {
    fileprivate func hostChange() throws -> HostChange {
        HostChange(labels: try labels(), currency: try text("currency"), brands: try keys("host_brand"))
    }
}
