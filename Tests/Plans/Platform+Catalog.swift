/// A catalogue in which the brand 2000 of organization 1 has 5,000 of everything, at the host and in the warehouse 2000, and
/// every other brand has one.
extension Platform {
    static let largeBrand: Int64 = 2000
    /// Members of organization 1, by what they are there.
    static let catalogUsers: [(role: String, user: Int64)] = [
        ("administrator", 2000), ("company", 4000), ("host", 6000), ("warehouse", 8000),
    ]

    static func catalog(at now: Int64) -> [String] {
        let times = "\(now), \(now)"
        let labels = "'Name', 'C' || i"
        return [
            insert(
                rows, "company (organization_id, name, code, created_at, modified_at)",
                "1 + i % 2000, \(labels), \(times)"),
            insert(
                rows,
                """
                brand (organization_id, company_id, name, code, product_count, variant_count, image_count, created_at,
                    modified_at)
                """, "1 + i % 2000, i, \(labels), \(count), \(count), \(count), \(times)"),
            insert(
                rows, "warehouse (organization_id, company_id, name, code, created_at, modified_at)",
                "1 + i % 2000, i, \(labels), \(times)"),
            insert(
                rows, "host (organization_id, name, code, currency, created_at, modified_at)",
                "1 + i % 2000, \(labels), 'EUR', \(times)"),
            insert(
                rows, "host_brand (host_id, brand_id, is_sold, price_count, order_count)",
                "i, i, TRUE, \(count), \(count)"),
            insert(rows, "warehouse_brand (warehouse_id, brand_id, stock_count)", "i, i, \(count)"),
            insert(
                rows, "catalog_member (organization_id, user_id, role, host_id, warehouse_id, language, created_at)",
                """
                1 + i % 2000, i, CASE i WHEN 2000 THEN 'administrator' WHEN 6000 THEN 'host' WHEN 8000 THEN 'warehouse'
                    ELSE 'company' END, CASE i WHEN 6000 THEN 2000 END, CASE i WHEN 8000 THEN 2000 END, 'en', \(now)
                """),
            insert(
                rows, "catalog_member_company (organization_id, user_id, company_id)",
                "1 + i % 2000, i, CASE i WHEN 4000 THEN 2000 ELSE i END"),
            insert(
                rows,
                """
                product (company_id, brand_id, code, title, description, category, sequence, created_at, modified_at)
                """, "\(place), \(place), 'P' || i, 'Title', 'Description', 'Category', i, \(times)"),
            insert(
                rows,
                """
                variant (company_id, brand_id, product_id, code, barcode, colour, size, sequence, rrp, sell_price,
                    created_at, modified_at)
                """, "\(place), \(place), i, 'V' || i, 4000000000000 + i, 'red', 'L', i, '19.90', '9.90', \(times)"),
            insert(
                rows, "stock_level (warehouse_id, variant_id, brand_id, in_stock, modified_at)",
                "\(place), i, \(place), 5, \(now)"),
            insert(
                rows,
                "price (brand_id, host_id, variant_id, price, rrp, start_day, end_day, upload, created_at)",
                "\(place), \(place), i, '8.80', NULL, 20000, CASE WHEN i % 2 = 0 THEN 20100 END, i, \(now)"),
            insert(
                rows,
                """
                product_image (organization_id, brand_id, product_id, variant_id, source_url, sequence, status,
                    created_at, modified_at)
                """,
                """
                1 + i % 2000, \(place), i, CASE WHEN i % 2 = 0 THEN i END, 'https://images.example/' || i, i,
                    CASE WHEN i % 100 = 0 THEN 'queued' ELSE 'stored' END, \(times)
                """),
        ] + orders(at: now)
    }

    private static func orders(at now: Int64) -> [String] {
        [
            insert(
                rows, "sales_order (host_id, brand_id, number, status, created_at, modified_at)",
                """
                \(place), \(place), 'N' || i, CASE WHEN i % 100 = 0 THEN 'open' ELSE 'partDispatched' END, \(now),
                    \(now)
                """),
            insert(rows, "order_line (order_id, variant_id, quantity, dispatched)", "i, i, 10, 1"),
            insert(
                rows, "dispatch (order_id, carrier, tracking_number, dispatch_day, created_at)",
                "i, 'Post', '', 20000, \(now)"),
            insert(rows, "dispatch_line (dispatch_id, order_line_id, quantity)", "i, i, 1"),
        ]
    }

    /// The brand of row i, which is also the number of its company, its host and its warehouse.
    private static let place = "CASE WHEN i <= 5000 THEN 2000 ELSE i END"
    /// How many of a kind the brand i has.
    private static let count = "CASE WHEN i = 2000 THEN 5000 WHEN i > 5000 THEN 1 ELSE 0 END"
}
