public import Basics
public import Identity
import Storage

extension Catalogue {
    /// With a moment, the price in force of every variant that the host sells, brand after brand; without, every price on
    /// record, host after host and brand after brand.
    public func prices(
        _ query: PriceQuery, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Price> {
        try await read(by: principal) { caller, tx in
            let variants = try caller.variants(of: query, in: tx)
            if variants?.isEmpty == true { return Page(items: [], total: 0, request: request) }
            if let at = query.at {
                return try caller.inForce(on: at.civilDate, query, variants, request, in: tx)
            }
            guard let variants else {
                return try caller.priceSections(query, in: tx).rows(
                    PriceTable.columns, order: "price.id", request, in: tx
                ).map(PriceTable.price)
            }
            return try tx.page(
                "found.*, variant.barcode", caller.source(of: variants, query), order: "found.id", request
            ).map(PriceTable.price)
        }
    }

    public func price(_ id: ID<Price>, by principal: Principal) async throws -> Price {
        try await read(by: principal) { caller, tx in
            let row = try tx.first(
                """
                SELECT \(PriceTable.columns) FROM price JOIN variant ON variant.id = price.variant_id
                WHERE price.id = \(id) AND \(caller.seesPrice)
                """)
            return try found(row.map(PriceTable.price), "price")
        }
    }
}

extension CatalogCaller {
    /// The variants that a query names, of those that the caller sees; nil: it names none.
    fileprivate func variants(of query: PriceQuery, in tx: any Transaction) throws -> [ID<Variant>]? {
        guard let barcode = query.barcode else { return query.variant.map { [$0] } }
        let named = try variants(barcode, in: tx)
        return query.variant.map { variant in named.filter { $0 == variant } } ?? named
    }

    // MARK: In force

    fileprivate func inForce(
        on day: CivilDate, _ query: PriceQuery, _ variants: [ID<Variant>]?, _ request: PageRequest,
        in tx: any Transaction
    ) throws -> Page<Price> {
        guard let host = try host(of: query, in: tx) else { return Page(items: [], total: 0, request: request) }
        let sold: SQL = "SELECT brand_id FROM host_brand WHERE host_id = \(host) AND is_sold"
        var sections = Sections()
        if let variants {
            var conditions: [SQL] = [
                "variant.id IN (\(SQL.list(variants)))", "variant.brand_id IN (\(sold))",
                seesBrandOf("variant.brand_id"),
            ]
            if let brand = query.brand { conditions.append("variant.brand_id = \(brand)") }
            let source: SQL = "FROM variant WHERE \(SQL.all(conditions))"
            try sections.add(Int(tx.integer("SELECT COUNT(*) \(source)")), source)
        } else {
            var conditions = [seesBrand, "brand.id IN (\(sold))"]
            if let brand = query.brand { conditions.append("brand.id = \(brand)") }
            for row in try tx.fetch("SELECT id, variant_count FROM brand WHERE \(SQL.all(conditions)) ORDER BY id") {
                try sections.add(
                    row.int("variant_count"), "FROM variant WHERE variant.brand_id = \(row.integer("id"))")
            }
        }
        return try sections.page(request) { source, limit, offset in
            try PriceTable.inForce(
                on: day, at: host,
                for: """
                    SELECT variant.id, variant.barcode, variant.rrp, variant.sell_price \(source)
                    ORDER BY variant.id LIMIT \(limit) OFFSET \(offset)
                    """, in: tx)
        }
    }

    /// The host whose prices are asked for; nil where it is none that the caller sees.
    private func host(of query: PriceQuery, in tx: any Transaction) throws -> ID<Host>? {
        if let wanted = query.host { return try host(wanted, in: tx)?.id }
        if case .host(let host) = role { return host }
        throw Failure.invalid(
            "fk_host", code: "price.host", "Say by fk_host at which host the prices are to be in force.")
    }

    // MARK: On record

    fileprivate func priceSections(_ query: PriceQuery, in tx: any Transaction) throws -> Sections {
        var sections = Sections()
        for dealing in try dealings(in: .prices, brand: query.brand, host: query.host, tx) {
            sections.add(
                dealing.count,
                """
                FROM price JOIN variant ON variant.id = price.variant_id
                WHERE price.brand_id = \(dealing.brand) AND price.host_id = \(dealing.host)
                """)
        }
        return sections
    }

    /// `FROM … WHERE …` of the prices of these variants, by the two indexes that begin with the variant.
    fileprivate func source(of variants: [ID<Variant>], _ query: PriceQuery) -> SQL {
        var conditions: [SQL] = ["price.variant_id IN (\(SQL.list(variants)))", seesPrice]
        if let brand = query.brand { conditions.append("price.brand_id = \(brand)") }
        if let host = query.host { conditions.append("price.host_id = \(host)") }
        let condition = SQL.all(conditions)
        return """
            FROM (
                SELECT price.* FROM price WHERE \(condition) AND price.end_day IS NULL
                UNION ALL
                SELECT price.* FROM price WHERE \(condition) AND price.end_day IS NOT NULL
            ) AS found JOIN variant ON variant.id = found.variant_id
            """
    }
}
