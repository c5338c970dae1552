public import Basics
public import Identity
import Storage

/// Which stock levels are asked for.
public struct StockQuery: Sendable {
    public var brand: ID<Brand>?
    public var warehouse: ID<Warehouse>?
    public var variant: ID<Variant>?
    public var barcode: Barcode?

    public init(
        brand: ID<Brand>? = nil, warehouse: ID<Warehouse>? = nil, variant: ID<Variant>? = nil, barcode: Barcode? = nil
    ) {
        self.brand = brand
        self.warehouse = warehouse
        self.variant = variant
        self.barcode = barcode
    }
}

extension Catalogue {
    /// Warehouse after warehouse and brand after brand, those of a brand as they came.
    public func stock(
        _ query: StockQuery, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<StockLevel> {
        try await read(by: principal) { caller, tx in
            guard query.variant != nil || query.barcode != nil else {
                return try caller.stockSections(query, in: tx).rows(
                    Self.columns, order: "stock_level.id", request, in: tx
                ).map(Self.level)
            }
            var variants = query.variant.map { [$0] } ?? []
            if let barcode = query.barcode {
                let named = try caller.variants(barcode, in: tx)
                variants = query.variant.map { variant in named.filter { $0 == variant } } ?? named
            }
            guard !variants.isEmpty else { return Page(items: [], total: 0, request: request) }
            var conditions: [SQL] = [
                "stock_level.variant_id IN (\(SQL.list(variants)))", caller.seesStock,
            ]
            if let brand = query.brand { conditions.append("stock_level.brand_id = \(brand)") }
            if let warehouse = query.warehouse { conditions.append("stock_level.warehouse_id = \(warehouse)") }
            return try tx.page(
                Self.columns, "\(Self.source) WHERE \(SQL.all(conditions))", order: "stock_level.id", request
            ).map(Self.level)
        }
    }

    public func stockLevel(_ id: ID<StockLevel>, by principal: Principal) async throws -> StockLevel {
        try await read(by: principal) { caller, tx in
            let row = try tx.first(
                "SELECT \(Self.columns) \(Self.source) WHERE stock_level.id = \(id) AND \(caller.seesStock)")
            return try found(row.map(Self.level), "stock")
        }
    }

    private static var columns: SQL { "stock_level.*, variant.barcode" }
    fileprivate static var source: SQL { "FROM stock_level JOIN variant ON variant.id = stock_level.variant_id" }

    private static func level(from row: Row) throws -> StockLevel {
        StockLevel(
            id: try row.id("id"), variant: try row.id("variant_id"), warehouse: try row.id("warehouse_id"),
            brand: try row.id("brand_id"), barcode: try row.barcode("barcode"), inStock: try row.integer("in_stock"),
            modifiedAt: try row.instant("modified_at"))
    }
}

extension CatalogCaller {
    fileprivate func stockSections(_ query: StockQuery, in tx: any Transaction) throws -> Sections {
        var conditions: [SQL] =
            switch role {
            case .warehouse(let warehouse, _): ["warehouse_id = \(warehouse)"]
            case .administrator, .company, .host: [seesBrandOf("brand_id")]
            }
        if let brand = query.brand { conditions.append("brand_id = \(brand)") }
        if let warehouse = query.warehouse { conditions.append("warehouse_id = \(warehouse)") }
        var sections = Sections()
        for row in try tx.fetch(
            """
            SELECT warehouse_id, brand_id, stock_count FROM warehouse_brand WHERE \(SQL.all(conditions))
            ORDER BY warehouse_id, brand_id
            """)
        {
            try sections.add(
                row.int("stock_count"),
                """
                \(Catalogue.source) WHERE stock_level.brand_id = \(row.integer("brand_id"))
                AND stock_level.warehouse_id = \(row.integer("warehouse_id"))
                """)
        }
        return sections
    }
}
