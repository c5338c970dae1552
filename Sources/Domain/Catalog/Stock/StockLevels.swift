package import Basics
package import Storage

/// Sets stock levels; writes only those that differ.
package enum StockLevels {
    /// Levels of variants that are not named stay as they are.
    ///
    /// - Parameter levels: of variants of the brand, each at most once.
    package static func set(
        _ levels: [StockRow], of brand: ID<Brand>, at warehouse: ID<Warehouse>, now: Instant, in tx: any Transaction
    ) throws -> StockChanges {
        let known = try known(levels.map(\.variant), of: brand, at: warehouse, in: tx)
        var added: [[SQLValue]] = []
        var changed: [[SQLValue]] = []
        for level in levels {
            guard let old = known[level.variant] else {
                added.append([
                    warehouse.sqlValue, level.variant.sqlValue, brand.sqlValue, .integer(level.quantity),
                    now.sqlValue,
                ])
                continue
            }
            if old.inStock != level.quantity {
                changed.append([.integer(level.quantity), now.sqlValue, .integer(old.row)])
            }
        }
        try tx.insertRows(
            "INSERT INTO stock_level (warehouse_id, variant_id, brand_id, in_stock, modified_at)", added)
        try tx.prepare("UPDATE stock_level SET in_stock = $1, modified_at = $2 WHERE id = $3").executeAll(changed)
        if !added.isEmpty {
            try tx.execute(
                """
                INSERT INTO warehouse_brand (warehouse_id, brand_id, stock_count)
                VALUES (\(warehouse), \(brand), \(added.count))
                ON CONFLICT (warehouse_id, brand_id)
                DO UPDATE SET stock_count = warehouse_brand.stock_count + excluded.stock_count
                """)
        }
        return StockChanges(added: added.count, changed: changed.count)
    }

    private struct Known {
        let row: Int64
        let inStock: Int64
    }

    /// All of the brand's in one go where that is less work than to look for each.
    private static func known(
        _ variants: [ID<Variant>], of brand: ID<Brand>, at warehouse: ID<Warehouse>, in tx: any Transaction
    ) throws -> [ID<Variant>: Known] {
        var known: [ID<Variant>: Known] = [:]
        let count = try tx.first(
            "SELECT stock_count FROM warehouse_brand WHERE warehouse_id = \(warehouse) AND brand_id = \(brand)"
        ).map { try $0.int("stock_count") }
        guard let count else { return known }
        if variants.count > 1000, variants.count > count / 5 {
            known.reserveCapacity(count)
            try tx.forEach(
                """
                SELECT id, variant_id, in_stock FROM stock_level
                WHERE brand_id = \(brand) AND warehouse_id = \(warehouse) ORDER BY id
                """
            ) { row in
                known[try row.id("variant_id")] = Known(
                    row: try row.integer("id"), inStock: try row.integer("in_stock"))
            }
            return known
        }
        for row in try tx.fetchRows(
            "SELECT id, variant_id, in_stock FROM stock_level WHERE warehouse_id = \(warehouse) AND variant_id IN",
            in: variants.map(\.sqlValue))
        {
            known[try row.id("variant_id")] = Known(row: try row.integer("id"), inStock: try row.integer("in_stock"))
        }
        return known
    }
}
