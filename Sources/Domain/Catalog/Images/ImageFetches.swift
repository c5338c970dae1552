package import Basics
package import Storage

/// The pictures that are still to be had, and what became of trying.
package enum ImageFetches {
    /// A picture whose turn it is.
    package struct Waiting: Sendable {
        package let id: ID<ProductImage>
        package let url: String
        /// How often it was tried.
        package let attempts: Int
    }

    /// Pictures of the brand that may be tried now, at most so many.
    package static func waiting(of brand: ID<Brand>, most: Int, in tx: any Transaction) throws -> [Waiting] {
        try tx.fetch(
            """
            SELECT id, source_url, attempts FROM product_image
            WHERE brand_id = \(brand) AND status = 'queued'
                AND (next_attempt_at IS NULL OR next_attempt_at <= \(try tx.now()))
            ORDER BY id LIMIT \(most)
            """
        ).map { row in
            Waiting(id: try row.id("id"), url: try row.text("source_url"), attempts: try row.int("attempts"))
        }
    }

    /// When the next of the brand's pictures may be tried; nil where none is left.
    package static func nextAttempt(of brand: ID<Brand>, in tx: any Transaction) throws -> Instant? {
        if try !waiting(of: brand, most: 1, in: tx).isEmpty { return try tx.now() }
        return try tx.first(
            """
            SELECT MIN(next_attempt_at) AS moment FROM product_image
            WHERE brand_id = \(brand) AND status = 'queued'
            """
        ).flatMap { row in try row.optional("moment", row.instant) }
    }

    /// False where the picture is no longer wanted.
    package static func store(
        _ id: ID<ProductImage>, digest: Digest, mediaType: String, size: Int64, at now: Instant,
        in tx: any Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE product_image SET status = 'stored', digest = \(digest), media_type = \(mediaType), size = \(size),
                problem = NULL, next_attempt_at = NULL, modified_at = \(now)
            WHERE id = \(id) AND status = 'queued'
            """) == 1
    }

    package static func fail(
        _ id: ID<ProductImage>, problem: String, at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE product_image SET status = 'failed', problem = \(problem), attempts = attempts + 1,
                next_attempt_at = NULL, modified_at = \(now)
            WHERE id = \(id) AND status = 'queued'
            """)
    }

    /// Leaves it for a later attempt.
    package static func postpone(
        _ id: ID<ProductImage>, problem: String, until then: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE product_image SET problem = \(problem), attempts = attempts + 1, next_attempt_at = \(then)
            WHERE id = \(id) AND status = 'queued'
            """)
    }
}
