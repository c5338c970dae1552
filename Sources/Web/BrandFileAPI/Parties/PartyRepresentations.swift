import Basics
import Catalog
import Identity

func companyRepresentation(_ company: Company) -> JSON {
    [
        "id": .key(company.id), "name": .string(company.labels.name), "code": .string(company.labels.code),
        "detail": company.labels.detail ?? .null, "createdDate": .moment(company.createdAt),
        "modifiedDate": .moment(company.modifiedAt),
    ]
}

/// A brand as it also stands in other things.
func brandRepresentation(_ brand: Brand) -> JSON {
    [
        "id": .key(brand.id), "fk_company": .key(brand.company), "name": .string(brand.labels.name),
        "detail": brand.labels.detail ?? .null, "code": .string(brand.labels.code),
        "brand_company": .related(brand.company),
    ]
}

func warehouseRepresentation(_ warehouse: Warehouse) -> JSON {
    [
        "id": .key(warehouse.id), "fk_company": .key(warehouse.company), "name": .string(warehouse.labels.name),
        "code": .string(warehouse.labels.code), "detail": warehouse.labels.detail ?? .null,
        "createdDate": .moment(warehouse.createdAt), "modifiedDate": .moment(warehouse.modifiedAt),
        "warehouse_company": .related(warehouse.company),
    ]
}

func hostRepresentation(_ view: HostView) -> JSON {
    let host = view.host
    return [
        "id": .key(host.id), "name": .string(host.labels.name), "code": .string(host.labels.code),
        "currency": .string(host.currency), "detail": host.labels.detail ?? .null,
        "createdDate": .moment(host.createdAt), "modifiedDate": .moment(host.modifiedAt),
        "host_brand": .array(view.brands.map { .related($0) }),
    ]
}

/// A user as they stand in a file: who they are, and what they have to do with the catalogue.
func memberRepresentation(_ member: CatalogMember) -> JSON {
    var companies: [ID<Company>] = []
    var host: ID<Host>?
    var warehouse: ID<Warehouse>?
    switch member.role {
    case .administrator: break
    case .company(let several): companies = several
    case .host(let one): host = one
    case .warehouse(let one, let company): (warehouse, companies) = (one, [company])
    }
    return [
        "id": .key(member.user.id), "name": .string(member.user.name ?? ""),
        "email": .string(member.user.login.text), "type": .string(member.role.word),
        "detail": ["lang": .string(member.language), "companies": .array(companies.map { .key($0) })],
        // Nobody has a sponsor here.
        "fk_sponsor": .string(noHexKey), "fk_host": .key(host), "fk_company": .key(member.company),
        "fk_warehouse": .key(warehouse),
    ]
}
