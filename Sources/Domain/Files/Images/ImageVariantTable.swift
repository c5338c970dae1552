import Basics
import FileKinds
import Storage

/// The variants that were made before.
enum ImageVariantTable {
    static func find(_ variant: ImageVariant, of source: Digest, in tx: any Transaction) throws -> ShownImage? {
        try tx.first("SELECT digest, kind FROM image_variant WHERE source = \(source) AND name = \(variant.name)").map {
            ShownImage(digest: try $0.digest("digest"), kind: FileKind(rawValue: try $0.text("kind")) ?? .unknown)
        }
    }

    /// Whether a file is this image.
    static func isKept(_ image: Digest, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT id FROM stored_file WHERE digest = \(image) LIMIT 1") != nil
    }

    /// Those of these images of which there are variants.
    static func sources(among images: [Digest], in tx: any Transaction) throws -> Set<Digest> {
        Set(
            try tx.fetchRows("SELECT DISTINCT source FROM image_variant WHERE source IN", in: images.map(\.sqlValue))
                .map { try $0.digest("source") })
    }

    /// Remembers it. Of two that were made at once the first stays.
    static func insert(
        _ image: ShownImage, as variant: ImageVariant, of source: Digest, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO image_variant (source, name, digest, kind, created_at)
            VALUES (\(source), \(variant.name), \(image.digest), \(image.kind.rawValue), \(try tx.now()))
            ON CONFLICT (source, name) DO NOTHING
            """)
    }

    /// Forgets the variants of those images that no file has any more.
    static func delete(ofUnkept sources: Set<Digest>, in tx: any Transaction) throws {
        let values = sources.map(\.sqlValue)
        let kept = Set(
            try tx.fetchRows("SELECT DISTINCT digest FROM stored_file WHERE digest IN", in: values)
                .map { try $0.digest("digest") })
        try tx.fetchRows("DELETE FROM image_variant WHERE source IN", in: sources.subtracting(kept).map(\.sqlValue))
    }
}
