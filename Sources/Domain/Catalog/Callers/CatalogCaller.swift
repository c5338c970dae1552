package import Basics
public import Identity
package import Storage

/// Who asks, and what of the catalogue is theirs to see.
public struct CatalogCaller: Sendable {
    public let principal: Principal
    public let role: CatalogRole

    /// Throws `forbidden` where the token lacks the permission, and where the user is tied to nothing in the catalogue.
    package init(_ principal: Principal, in tx: any Transaction) throws {
        try principal.require(.catalog)
        guard let role = try CatalogMemberTable.role(of: principal.user, in: principal.organization, tx) else {
            throw Failure(
                .forbidden, code: "catalog.no-role",
                "This user has no part in the catalogue. An operator gives one with `gatehouse catalog member set`.")
        }
        self.principal = principal
        self.role = role
    }

    /// Throws `forbidden` for anybody but an administrator.
    func requireAdministrator() throws {
        guard role == .administrator else {
            throw Failure(
                .forbidden, code: "catalog.administrator", "Only an administrator of the catalogue may do so.")
        }
    }

    // MARK: One thing; nil where there is none, or none that the caller may see

    package func company(_ id: ID<Company>, in tx: any Transaction) throws -> Company? {
        try CompanyTable.find(id, where: seesCompany, in: tx)
    }

    package func brand(_ id: ID<Brand>, in tx: any Transaction) throws -> Brand? {
        try BrandTable.find(id, where: seesBrand, in: tx)
    }

    package func warehouse(_ id: ID<Warehouse>, in tx: any Transaction) throws -> Warehouse? {
        try WarehouseTable.find(id, where: seesWarehouse, in: tx)
    }

    /// Where it also keeps goods of this brand: it is of the same company.
    package func warehouse(_ id: ID<Warehouse>, for brand: Brand, in tx: any Transaction) throws -> Warehouse? {
        try warehouse(id, in: tx).flatMap { $0.company == brand.company ? $0 : nil }
    }

    package func host(_ id: ID<Host>, in tx: any Transaction) throws -> Host? {
        try HostTable.find(id, where: seesHost, in: tx)
    }

    /// Where it also sells this brand.
    package func host(_ id: ID<Host>, selling brand: Brand, in tx: any Transaction) throws -> Host? {
        guard let host = try host(id, in: tx), try HostBrandTable.sells(id, brand.id, in: tx) else { return nil }
        return host
    }
}
