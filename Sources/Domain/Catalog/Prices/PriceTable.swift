package import Basics
package import Storage

/// Keeps every price that was ever uploaded; which of them is in force on a day is decided when it is asked.
///
/// Of the prices that hold on a day, one with an end beats one without; of two of a kind the one that starts later, then
/// the one that was uploaded later. So a price that ends falls back to what was there before.
package enum PriceTable {
    /// Puts the prices of one upload on record.
    ///
    /// - Parameters:
    ///   - end: the last day, in UTC as the first; nil: until another takes its place.
    ///   - upload: higher than that of all uploads before.
    package static func insert(
        _ prices: [PriceRow], of brand: ID<Brand>, at host: ID<Host>, from start: CivilDate, through end: CivilDate?,
        upload: Int64, now: Instant, in tx: any Transaction
    ) throws {
        try tx.insertRows(
            """
            INSERT INTO price (brand_id, host_id, variant_id, price, rrp, start_day, end_day, upload, created_at)
            """,
            prices.map { row in
                [
                    brand.sqlValue, host.sqlValue, row.variant.sqlValue, row.price.sqlValue,
                    row.rrp?.sqlValue ?? .null, .integer(start.daysSince1970),
                    (end?.daysSince1970).map(SQLValue.integer) ?? .null, .integer(upload), now.sqlValue,
                ]
            })
        try HostBrandTable.count(prices: prices.count, of: brand, at: host, in: tx)
    }

    /// Reads these variants with their price at the host on a day.
    ///
    /// - Parameter variants: a `SELECT` of some columns of `variant`: `id`, `barcode`, `rrp` and `sell_price`.
    static func inForce(
        on day: CivilDate, at host: ID<Host>, for variants: SQL, in tx: any Transaction
    ) throws -> [Price] {
        let day = day.daysSince1970
        let rows = try tx.fetch(
            """
            SELECT chosen.id, chosen.barcode, chosen.rrp, chosen.sell_price,
                (SELECT price.id FROM price
                WHERE price.variant_id = chosen.id AND price.host_id = \(host) AND price.end_day >= \(day)
                    AND price.end_day IS NOT NULL AND price.start_day <= \(day)
                ORDER BY price.start_day DESC, price.upload DESC, price.id DESC LIMIT 1) AS ending_id,
                (SELECT price.id FROM price
                WHERE price.variant_id = chosen.id AND price.host_id = \(host) AND price.end_day IS NULL
                    AND price.start_day <= \(day)
                ORDER BY price.start_day DESC, price.upload DESC, price.id DESC LIMIT 1) AS permanent_id
            FROM (\(variants)) AS chosen ORDER BY chosen.id
            """)
        let winners = try rows.map { row in
            try row.optional("ending_id", row.integer) ?? row.optional("permanent_id", row.integer)
        }
        let prices = Dictionary(
            try tx.fetchRows("SELECT * FROM price WHERE id IN", in: winners.compactMap { $0.map(SQLValue.integer) })
                .map { (try $0.integer("id"), $0) }, uniquingKeysWith: { first, _ in first })
        return try zip(rows, winners).map { variant, winner in
            let ownRRP = try variant.decimal("rrp")
            guard let row = winner.flatMap({ prices[$0] }) else {
                return Price(
                    id: nil, variant: try variant.id("id"), host: host, barcode: try variant.barcode("barcode"),
                    price: try variant.optional("sell_price", variant.decimal) ?? ownRRP, rrp: ownRRP, start: nil,
                    end: nil)
            }
            return Price(
                id: try row.id("id"), variant: try variant.id("id"), host: host,
                barcode: try variant.barcode("barcode"), price: try row.decimal("price"),
                rrp: try row.optional("rrp", row.decimal) ?? ownRRP, start: try row.day("start_day"),
                end: try row.optional("end_day", row.day))
        }
    }

    static let columns: SQL = "price.*, variant.barcode"

    /// A price on record, as it was uploaded.
    static func price(from row: Row) throws -> Price {
        Price(
            id: try row.id("id"), variant: try row.id("variant_id"), host: try row.id("host_id"),
            barcode: try row.barcode("barcode"), price: try row.decimal("price"),
            rrp: try row.optional("rrp", row.decimal), start: try row.day("start_day"),
            end: try row.optional("end_day", row.day))
    }
}

extension Row {
    func day(_ column: String) throws -> CivilDate { CivilDate(daysSince1970: try integer(column)) }
}
