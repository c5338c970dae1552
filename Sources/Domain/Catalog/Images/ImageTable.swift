package import Basics
package import Storage

package enum ImageTable {
    /// Makes the images of the products and variants that are named these; others' stay.
    ///
    /// An image of the same product or variant and URL keeps what is known of it; one that failed is tried again. To be
    /// called once for a file, or the images of one product or variant would push each other out.
    /// - Returns: how many are to be fetched.
    package static func replace(
        _ rows: [ImageRow], of brand: Brand, now: Instant, in tx: any Transaction
    ) throws -> Int {
        var known = try known(rows, in: tx)
        var added: [[SQLValue]] = []
        var moved: [[SQLValue]] = []
        var again: [SQLValue] = []
        var named: Set<Place> = []
        for row in rows {
            let place = Place(owner: Owner(row), url: row.url)
            guard named.insert(place).inserted else { continue }
            guard let old = known.removeValue(forKey: place) else {
                added.append([
                    brand.organization.sqlValue, brand.id.sqlValue, row.product.sqlValue,
                    row.variant?.sqlValue ?? .null, .text(row.url), .integer(row.sequence),
                    .text(ImageStatus.queued.rawValue), now.sqlValue, now.sqlValue,
                ])
                continue
            }
            if old.sequence != row.sequence {
                moved.append([.integer(row.sequence), now.sqlValue, .integer(old.row)])
            }
            if old.status == .failed { again.append(.integer(old.row)) }
        }
        try tx.fetchRows("DELETE FROM product_image WHERE id IN", in: known.values.map { .integer($0.row) })
        try tx.prepare("UPDATE product_image SET sequence = $1, modified_at = $2 WHERE id = $3").executeAll(moved)
        try tx.fetchRows(
            """
            UPDATE product_image SET status = \(ImageStatus.queued.rawValue), problem = NULL, attempts = 0,
                next_attempt_at = NULL, modified_at = \(now)
            WHERE id IN
            """, in: again)
        try tx.insertRows(
            """
            INSERT INTO product_image (organization_id, brand_id, product_id, variant_id, source_url, sequence, status,
                created_at, modified_at)
            """, added)
        try tx.execute(
            "UPDATE brand SET image_count = image_count + \(added.count - known.count) WHERE id = \(brand.id)")
        return added.count + again.count
    }

    package static func find(_ id: ID<ProductImage>, in tx: any Transaction) throws -> ProductImage? {
        try tx.first("SELECT * FROM product_image WHERE id = \(id)").map(image)
    }

    package static func image(from row: Row) throws -> ProductImage {
        ProductImage(
            id: try row.id("id"), brand: try row.id("brand_id"), product: try row.id("product_id"),
            variant: try row.optional("variant_id") { try row.id($0) }, sourceURL: try row.text("source_url"),
            sequence: try row.integer("sequence"), status: try status(row),
            digest: try row.optional("digest", row.digest), mediaType: try row.optional("media_type", row.text),
            size: try row.optional("size", row.integer), problem: try row.optional("problem", row.text),
            createdAt: try row.instant("created_at"), modifiedAt: try row.instant("modified_at"))
    }

    private static func status(_ row: Row) throws -> ImageStatus {
        let word = try row.text("status")
        guard let status = ImageStatus(rawValue: word) else {
            throw StorageError.decoding("an image has the status \(word)")
        }
        return status
    }

    private struct Owner: Hashable {
        let product: ID<Product>?
        let variant: ID<Variant>?

        /// A variant's images are its own, whichever product it is one of.
        init(_ row: ImageRow) {
            product = row.variant == nil ? row.product : nil
            variant = row.variant
        }

        init(product: ID<Product>, variant: ID<Variant>?) {
            self.init(ImageRow(product: product, variant: variant, url: "", sequence: 0))
        }
    }

    private struct Place: Hashable {
        let owner: Owner
        let url: String
    }

    private struct Known {
        let row: Int64
        let sequence: Int64
        let status: ImageStatus
    }

    /// The images of everything that the rows name.
    private static func known(_ rows: [ImageRow], in tx: any Transaction) throws -> [Place: Known] {
        let products = Set(rows.filter { $0.variant == nil }.map(\.product)).sorted()
        let variants = Set(rows.compactMap(\.variant)).sorted()
        let columns: SQL = "SELECT id, product_id, variant_id, source_url, sequence, status FROM product_image"
        let found =
            try tx.fetchRows("\(columns) WHERE variant_id IS NULL AND product_id IN", in: products.map(\.sqlValue))
            + tx.fetchRows("\(columns) WHERE variant_id IS NOT NULL AND variant_id IN", in: variants.map(\.sqlValue))
        var known: [Place: Known] = [:]
        for row in found {
            let owner = Owner(
                product: try row.id("product_id"), variant: try row.optional("variant_id") { try row.id($0) })
            known[Place(owner: owner, url: try row.text("source_url"))] = Known(
                row: try row.integer("id"), sequence: try row.integer("sequence"), status: try status(row))
        }
        return known
    }
}
