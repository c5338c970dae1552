public import Basics
public import Storage

/// Which blobs the database refers to. A table that comes to refer to blobs is added here, and nowhere else.
public enum BlobReferences {
    /// Which of these blobs are referred to.
    public static func among(_ digests: [Digest], in tx: any Transaction) throws -> Set<Digest> {
        let values = digests.map(\.sqlValue)
        let rows =
            try tx.fetchRows("SELECT source AS digest FROM import_run WHERE source IN", in: values)
            + tx.fetchRows("SELECT marked AS digest FROM import_run WHERE marked IN", in: values)
            + tx.fetchRows("SELECT backup AS digest FROM import_run WHERE backup IN", in: values)
            + tx.fetchRows("SELECT digest FROM stored_file WHERE digest IN", in: values)
            + tx.fetchRows("SELECT digest FROM quarantined_file WHERE digest IN", in: values)
            + tx.fetchRows("SELECT digest FROM image_variant WHERE digest IN", in: values)
            + tx.fetchRows("SELECT digest FROM upload WHERE digest IN", in: values)
            + tx.fetchRows("SELECT digest FROM upload_part WHERE digest IN", in: values)
            + tx.fetchRows("SELECT source AS digest FROM brand_file WHERE source IN", in: values)
            + tx.fetchRows("SELECT marked AS digest FROM brand_file WHERE marked IN", in: values)
            + tx.fetchRows("SELECT digest FROM product_image WHERE digest IN", in: values)
            + tx.fetchRows("SELECT image AS digest FROM door_call WHERE image IN", in: values)
            + tx.fetchRows("SELECT audio AS digest FROM door_message WHERE audio IN", in: values)
            + tx.fetchRows("SELECT panel_logo AS digest FROM building WHERE panel_logo IN", in: values)
            + tx.fetchRows("SELECT mobile_logo AS digest FROM building WHERE mobile_logo IN", in: values)
            + tx.fetchRows("SELECT avatar AS digest FROM user_account WHERE avatar IN", in: values)
        return Set(try rows.map { try $0.digest("digest") })
    }

    /// Those that follow this one in the order of their digests, at most so many. None in a database without tables.
    public static func list(after digest: Digest?, most: Int, in tx: any Transaction) throws -> [Digest] {
        guard try tx.integer(tx.dialect.countTables(named: "import_run")) > 0 else { return [] }
        let start = digest?.hex ?? ""
        let rows = try tx.fetch(
            """
            SELECT digest FROM (
                SELECT * FROM (SELECT source AS digest FROM import_run
                    WHERE source > \(start) GROUP BY source ORDER BY source LIMIT \(most)) AS sources
                UNION SELECT * FROM (SELECT marked AS digest FROM import_run
                    WHERE marked IS NOT NULL AND marked > \(start) GROUP BY marked ORDER BY marked LIMIT \(most)) AS marks
                UNION SELECT * FROM (SELECT backup AS digest FROM import_run
                    WHERE backup IS NOT NULL AND backup > \(start) GROUP BY backup ORDER BY backup LIMIT \(most)) AS backups
                UNION SELECT * FROM (SELECT digest FROM stored_file
                    WHERE digest IS NOT NULL AND digest > \(start) GROUP BY digest ORDER BY digest LIMIT \(most)) AS files
                UNION SELECT * FROM (SELECT digest FROM quarantined_file
                    WHERE digest > \(start) GROUP BY digest ORDER BY digest LIMIT \(most)) AS quarantined
                UNION SELECT * FROM (SELECT digest FROM image_variant
                    WHERE digest > \(start) GROUP BY digest ORDER BY digest LIMIT \(most)) AS variants
                UNION SELECT * FROM (SELECT digest FROM upload
                    WHERE digest IS NOT NULL AND digest > \(start) GROUP BY digest ORDER BY digest LIMIT \(most)) AS uploads
                UNION SELECT * FROM (SELECT digest FROM upload_part
                    WHERE digest > \(start) GROUP BY digest ORDER BY digest LIMIT \(most)) AS upload_parts
                UNION SELECT * FROM (SELECT source AS digest FROM brand_file
                    WHERE source > \(start) GROUP BY source ORDER BY source LIMIT \(most)) AS brand_files
                UNION SELECT * FROM (SELECT marked AS digest FROM brand_file
                    WHERE marked IS NOT NULL AND marked > \(start) GROUP BY marked ORDER BY marked LIMIT \(most)) AS marked_files
                UNION SELECT * FROM (SELECT digest FROM product_image
                    WHERE digest IS NOT NULL AND digest > \(start) GROUP BY digest ORDER BY digest LIMIT \(most)) AS images
                UNION SELECT * FROM (SELECT image AS digest FROM door_call
                    WHERE image IS NOT NULL AND image > \(start) GROUP BY image ORDER BY image LIMIT \(most)) AS visitors
                UNION SELECT * FROM (SELECT audio AS digest FROM door_message
                    WHERE audio IS NOT NULL AND audio > \(start) GROUP BY audio ORDER BY audio LIMIT \(most)) AS recordings
                UNION SELECT * FROM (SELECT panel_logo AS digest FROM building WHERE panel_logo IS NOT NULL
                    AND panel_logo > \(start) GROUP BY panel_logo ORDER BY panel_logo LIMIT \(most)) AS panel_logos
                UNION SELECT * FROM (SELECT mobile_logo AS digest FROM building WHERE mobile_logo IS NOT NULL
                    AND mobile_logo > \(start) GROUP BY mobile_logo ORDER BY mobile_logo LIMIT \(most)) AS mobile_logos
                UNION SELECT * FROM (SELECT avatar AS digest FROM user_account WHERE avatar IS NOT NULL
                    AND avatar > \(start) GROUP BY avatar ORDER BY avatar LIMIT \(most)) AS avatars
            ) AS referenced ORDER BY digest LIMIT \(most)
            """)
        return try rows.map { try $0.digest("digest") }
    }
}
