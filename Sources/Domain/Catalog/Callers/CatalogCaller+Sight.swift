import Identity
package import Storage

/// What a caller sees, as conditions on the rows of each table. Nothing has the id 0.
extension CatalogCaller {
    var seesCompany: SQL {
        switch role {
        case .administrator: "company.organization_id = \(principal.organization)"
        case .company(let companies): "company.id IN (\(SQL.list(companies)))"
        case .warehouse(_, let company): "company.id = \(company)"
        case .host(let host):
            """
            company.id IN (
                SELECT sold.company_id FROM host_brand JOIN brand AS sold ON sold.id = host_brand.brand_id
                WHERE host_brand.host_id = \(host) AND host_brand.is_sold)
            """
        }
    }

    var seesBrand: SQL {
        switch role {
        case .administrator: "brand.organization_id = \(principal.organization)"
        case .company(let companies): "brand.company_id IN (\(SQL.list(companies)))"
        case .warehouse(_, let company): "brand.company_id = \(company)"
        case .host(let host):
            "brand.id IN (SELECT brand_id FROM host_brand WHERE host_id = \(host) AND is_sold)"
        }
    }

    var seesWarehouse: SQL {
        switch role {
        case .administrator: "warehouse.organization_id = \(principal.organization)"
        case .company(let companies): "warehouse.company_id IN (\(SQL.list(companies)))"
        case .warehouse(let warehouse, _): "warehouse.id = \(warehouse)"
        case .host: "warehouse.id = 0"
        }
    }

    var seesHost: SQL {
        switch role {
        case .administrator: "host.organization_id = \(principal.organization)"
        case .company: "host.id IN (SELECT host_id FROM host_brand WHERE is_sold AND \(seesBrandOf("brand_id")))"
        case .host(let host): "host.id = \(host)"
        case .warehouse: "host.id = 0"
        }
    }

    /// Whether the caller sees the brand in a column of another table, as `product.brand_id`.
    package func seesBrandOf(_ column: StaticString) -> SQL {
        switch role {
        case .host(let host):
            "\(raw: column) IN (SELECT brand_id FROM host_brand WHERE host_id = \(host) AND is_sold)"
        case .administrator, .company, .warehouse:
            "\(raw: column) IN (SELECT brand.id FROM brand WHERE \(seesBrand))"
        }
    }

    var seesStock: SQL {
        switch role {
        case .warehouse(let warehouse, _): "stock_level.warehouse_id = \(warehouse)"
        case .administrator, .company, .host: seesBrandOf("stock_level.brand_id")
        }
    }

    var seesPrice: SQL {
        switch role {
        case .host(let host): "price.host_id = \(host)"
        case .warehouse: "price.id = 0"
        case .administrator, .company: seesBrandOf("price.brand_id")
        }
    }

    var seesOrder: SQL {
        switch role {
        case .host(let host): "sales_order.host_id = \(host)"
        case .warehouse: "sales_order.id = 0"
        case .administrator, .company: seesBrandOf("sales_order.brand_id")
        }
    }
}
