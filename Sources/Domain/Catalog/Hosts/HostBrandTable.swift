import Basics
import Storage

/// Which brands a host sells. A brand that it sells no more keeps its row, for its prices stay on record.
enum HostBrandTable {
    static func sells(_ host: ID<Host>, _ brand: ID<Brand>, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT 1 AS found FROM host_brand WHERE host_id = \(host) AND brand_id = \(brand) AND is_sold")
            != nil
    }

    /// The host sells these brands and no other.
    static func set(_ brands: [ID<Brand>], of host: ID<Host>, in tx: any Transaction) throws {
        try tx.execute("UPDATE host_brand SET is_sold = FALSE WHERE host_id = \(host) AND is_sold")
        try tx.insertRows(
            "INSERT INTO host_brand (host_id, brand_id, is_sold)",
            Set(brands).sorted().map { [host.sqlValue, $0.sqlValue, .boolean(true)] },
            "ON CONFLICT (host_id, brand_id) DO UPDATE SET is_sold = excluded.is_sold")
    }

    /// Counts prices or orders that came to be.
    static func count(
        prices: Int = 0, orders: Int = 0, of brand: ID<Brand>, at host: ID<Host>, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO host_brand (host_id, brand_id, is_sold, price_count, order_count)
            VALUES (\(host), \(brand), FALSE, \(prices), \(orders))
            ON CONFLICT (host_id, brand_id) DO UPDATE SET price_count = host_brand.price_count + excluded.price_count,
                order_count = host_brand.order_count + excluded.order_count
            """)
    }
}
