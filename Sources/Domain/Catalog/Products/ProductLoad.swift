package import Basics
package import Storage

/// Makes a brand's products and variants what a file says, batch by batch inside one transaction; writes only what differs.
///
/// A variant is known by its barcode, a product by its code. Those that the file does not name stay as they are.
package struct ProductLoad {
    private let brand: Brand
    private let now: Instant
    private let tx: any Transaction
    private var changes = ProductChanges()
    /// Codes of products that a row has spoken for.
    private var told: Set<String> = []
    private var isHolding = false
    /// What was found for the rows that were looked for last: those that are checked are applied next.
    private var last: (rows: [ProductRow], known: KnownProducts)?

    package init(_ brand: Brand, at now: Instant, in tx: any Transaction) {
        self.brand = brand
        self.now = now
        self.tx = tx
    }

    /// What contradicts the company's catalogue, by the place in these rows; nothing is written. What the rows of one file
    /// say against each other is not looked for.
    package mutating func conflicts(_ rows: [ProductRow]) throws -> [(row: Int, conflict: ProductConflict)] {
        let known = try KnownProducts(rows, of: brand, in: tx)
        // What was found before others had to wait may be true no more.
        last = isHolding ? (rows, known) : nil
        var conflicts: [(row: Int, conflict: ProductConflict)] = []
        for (place, row) in rows.enumerated() {
            if let conflict = known.conflict(row, brand) { conflicts.append((place, conflict)) }
        }
        return conflicts
    }

    /// Writes what differs. Of several rows of one product the first says what the product is.
    ///
    /// From here on loads of one company take turns, for codes and barcodes are unique within it. Throws `conflict` where
    /// `conflicts` finds something.
    package mutating func apply(_ rows: [ProductRow]) throws {
        if !isHolding { try CompanyTable.hold(brand.company, in: tx) }
        isHolding = true
        var known = try last.flatMap { $0.rows == rows ? $0.known : nil } ?? KnownProducts(rows, of: brand, in: tx)
        last = nil
        for row in rows {
            guard let conflict = known.conflict(row, brand) else { continue }
            throw Failure(
                .conflict, code: "product.conflict",
                "The variant \(row.variantCode) contradicts the company's catalogue: \(conflict).")
        }
        try applyProducts(rows, &known)
        try applyVariants(rows, known)
    }

    /// Records how many there are now. To be called once, at the end.
    package func finish() throws -> ProductChanges {
        if changes.productsAdded > 0 || changes.variantsAdded > 0 {
            try BrandTable.count(
                brand.id, products: changes.productsAdded, variants: changes.variantsAdded, in: tx)
        }
        return changes
    }

    private mutating func applyProducts(_ rows: [ProductRow], _ known: inout KnownProducts) throws {
        var added: [[SQLValue]] = []
        var changed: [[SQLValue]] = []
        for row in rows where told.insert(row.code).inserted {
            guard let product = known.products[row.code] else {
                added.append([
                    brand.company.sqlValue, brand.id.sqlValue, .text(row.code), .text(row.title),
                    .text(row.description), .text(row.category), .integer(row.sequence), now.sqlValue, now.sqlValue,
                ])
                continue
            }
            guard !product.says(row) else { continue }
            changed.append([
                .text(row.title), .text(row.description), .text(row.category), .integer(row.sequence), now.sqlValue,
                product.id.sqlValue,
            ])
        }
        let inserted = try tx.insertRows(
            """
            INSERT INTO product (company_id, brand_id, code, title, description, category, sequence, created_at,
                modified_at)
            """, added, "RETURNING id, code")
        for row in inserted { known.addedProducts[try row.text("code")] = try row.id("id") }
        try tx.prepare(
            """
            UPDATE product SET title = $1, description = $2, category = $3, sequence = $4, modified_at = $5
            WHERE id = $6
            """
        ).executeAll(changed)
        changes.productsAdded += added.count
        changes.productsChanged += changed.count
    }

    private mutating func applyVariants(_ rows: [ProductRow], _ known: KnownProducts) throws {
        var added: [[SQLValue]] = []
        var changed: [[SQLValue]] = []
        for row in rows {
            guard let product = known.products[row.code]?.id ?? known.addedProducts[row.code] else {
                throw StorageError.decoding("a product just written did not come back")
            }
            guard let variant = known.variants[row.barcode] else {
                added.append([
                    brand.company.sqlValue, brand.id.sqlValue, product.sqlValue, .text(row.variantCode),
                    row.barcode.sqlValue, .text(row.colour), .text(row.size), .integer(row.sequence),
                    row.rrp.sqlValue, row.sellPrice?.sqlValue ?? .null, now.sqlValue, now.sqlValue,
                ])
                continue
            }
            guard !variant.says(row, product) else { continue }
            changed.append([
                product.sqlValue, .text(row.colour), .text(row.size), .integer(row.sequence), row.rrp.sqlValue,
                row.sellPrice?.sqlValue ?? .null, now.sqlValue, variant.id.sqlValue,
            ])
        }
        try tx.insertRows(
            """
            INSERT INTO variant (company_id, brand_id, product_id, code, barcode, colour, size, sequence, rrp,
                sell_price, created_at, modified_at)
            """, added)
        try tx.prepare(
            """
            UPDATE variant SET product_id = $1, colour = $2, size = $3, sequence = $4, rrp = $5, sell_price = $6,
                modified_at = $7
            WHERE id = $8
            """
        ).executeAll(changed)
        changes.variantsAdded += added.count
        changes.variantsChanged += changed.count
    }
}
