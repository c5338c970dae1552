import Basics
import Blobs
import FileKinds
import Identity
import Storage

enum FileTable {
    static func find(_ key: FileKey, on shelf: Shelf, in tx: any Transaction) throws -> StoredFile? {
        try tx.first("\(selection) WHERE file.key = \(key.text) AND file.shelf = \(shelf.rawValue)").map(file)
    }

    static func find(_ id: ID<StoredFile>, in tx: any Transaction) throws -> StoredFile? {
        try tx.first("\(selection) WHERE file.id = \(id)").map(file)
    }

    static func find(content key: FileKey, on shelf: Shelf, in tx: any Transaction) throws -> StoredFile? {
        try tx.first("\(selection) WHERE file.content_key = \(key.text) AND file.shelf = \(shelf.rawValue)").map(file)
    }

    /// As `find`; nobody else may change the file until the transaction ends.
    static func hold(_ key: FileKey, on shelf: Shelf, in tx: any Transaction) throws -> StoredFile? {
        let held = try tx.first(
            """
            SELECT id FROM stored_file WHERE key = \(key.text) AND shelf = \(shelf.rawValue)
            \(tx.dialect.forUpdate)
            """)
        return try held.flatMap { try find($0.id("id"), in: tx) }
    }

    /// Those of these keys that there are, in the order of the keys; deleted ones too.
    static func fetch(_ keys: [FileKey], on shelf: Shelf, in tx: any Transaction) throws -> [StoredFile] {
        let files = try tx.fetchRows(
            "\(selection) WHERE file.shelf = \(shelf.rawValue) AND file.key IN", in: keys.map { .text($0.text) }
        ).map(file)
        let byKey = Dictionary(files.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<FileKey> = []
        return keys.compactMap { seen.insert($0).inserted ? byKey[$0] : nil }
    }

    /// The files that a condition on `file` names, in the order that it tells.
    static func fetch(where condition: SQL, in tx: any Transaction) throws -> [StoredFile] {
        try tx.fetch("\(selection) WHERE \(condition)").map(file)
    }

    /// A page of those files, oldest first. The page is cut out before anything else is read.
    static func page(where condition: SQL, offset: Int, _ limit: Int, in tx: any Transaction) throws -> [StoredFile] {
        try tx.fetch(
            """
            SELECT file.*, folder.key AS folder_key
            FROM (
                SELECT file.id AS found FROM stored_file AS file
                WHERE \(condition) ORDER BY file.id LIMIT \(limit) OFFSET \(offset)
            ) AS page
            JOIN stored_file AS file ON file.id = page.found
            LEFT JOIN stored_file AS folder ON folder.id = file.folder_id
            ORDER BY file.id
            """
        ).map(file)
    }

    static func insert(_ new: NewFile, at now: Instant, in tx: any Transaction) throws -> StoredFile {
        let content = new.content
        let (key, contentKey) = (FileKey.random(), FileKey.random())
        let id = try tx.integer(
            """
            INSERT INTO stored_file (shelf, key, content_key, organization_id, uploader_id, folder_id, name,
                folded_name, kind, purpose, audience, description, digest, size, is_inline, width, height,
                has_watermark, created_at, updated_at)
            VALUES (\(new.shelf.rawValue), \(key.text), \(content.map { _ in contentKey.text }),
                \(new.organization), \(new.uploader), \(new.folder), \(new.name), \(FoldedText(new.name).text),
                \(content?.kind.rawValue), \(new.purpose), \(new.audience.rawValue), \(new.description),
                \(content?.blob.digest), \(content?.blob.size ?? 0), \(content?.isInlineSafe ?? false),
                \(content?.width), \(content?.height), \(new.hasWatermark), \(now), \(now))
            RETURNING id
            """)
        let file = try stored(new, as: ID(id), key: key, contentKey: contentKey, at: now, in: tx)
        try FileCounts.add(file, in: tx)
        return file
    }

    /// What was just inserted, without reading it back unless it lies in a folder.
    private static func stored(
        _ new: NewFile, as id: ID<StoredFile>, key: FileKey, contentKey: FileKey, at now: Instant,
        in tx: any Transaction
    ) throws -> StoredFile {
        guard new.folder == nil else {
            guard let file = try find(id, in: tx) else { throw Failure.notFound("file") }
            return file
        }
        let content = new.content.map { content in
            FileContent(
                key: contentKey, digest: content.blob.digest, size: content.blob.size, kind: content.kind,
                isInlineSafe: content.isInlineSafe, width: content.width, height: content.height)
        }
        return StoredFile(
            id: id, shelf: new.shelf, key: key, organization: new.organization, uploader: new.uploader, folder: nil,
            name: new.name, content: content, purpose: new.purpose, audience: new.audience,
            description: new.description, hasWatermark: new.hasWatermark, createdAt: now, updatedAt: now,
            deletedAt: nil)
    }

    static func update(_ old: StoredFile, to change: FileChange, at now: Instant, in tx: any Transaction) throws {
        try FileCounts.remove(old, in: tx)
        try tx.execute(
            """
            UPDATE stored_file SET name = \(change.name), folded_name = \(FoldedText(change.name).text),
                description = \(change.description), audience = \(change.audience.rawValue),
                folder_id = \(change.folder), purpose = \(change.purpose), updated_at = \(now)
            WHERE id = \(old.id)
            """)
        guard let file = try find(old.id, in: tx) else { throw Failure.notFound("file") }
        try FileCounts.add(file, in: tx)
    }

    /// False where it was deleted before.
    static func delete(_ file: StoredFile, at now: Instant, in tx: any Transaction) throws -> Bool {
        let deleted = try tx.execute(
            "UPDATE stored_file SET deleted_at = \(now) WHERE id = \(file.id) AND deleted_at IS NULL")
        if deleted == 1 { try FileCounts.remove(file, in: tx) }
        return deleted == 1
    }

    /// False where it was not deleted.
    static func restore(_ file: StoredFile, at now: Instant, in tx: any Transaction) throws -> Bool {
        let restored = try tx.execute(
            "UPDATE stored_file SET deleted_at = NULL, updated_at = \(now) WHERE id = \(file.id) AND deleted_at IS NOT NULL"
        )
        if restored == 1 { try FileCounts.add(file, in: tx) }
        return restored == 1
    }

    /// For a file that is not counted, being deleted.
    static func moveToTop(_ file: StoredFile, in tx: any Transaction) throws {
        try tx.execute("UPDATE stored_file SET folder_id = NULL WHERE id = \(file.id)")
    }

    /// Whether anything that is not deleted lies in the folder.
    static func hasContents(_ folder: ID<StoredFile>, in tx: any Transaction) throws -> Bool {
        try tx.first("SELECT id FROM stored_file WHERE folder_id = \(folder) AND deleted_at IS NULL LIMIT 1") != nil
    }

    /// The folder and those in which it lies, the nearest first; at most `Folders.deepest`.
    static func path(of folder: ID<StoredFile>, in tx: any Transaction) throws -> [ID<StoredFile>] {
        try tx.fetch(
            """
            WITH RECURSIVE path (id, depth) AS (
                SELECT CAST(\(folder) AS BIGINT), 1
                UNION ALL
                SELECT stored_file.folder_id, depth + 1 FROM path JOIN stored_file ON stored_file.id = path.id
                WHERE stored_file.folder_id IS NOT NULL AND depth <= \(Folders.deepest)
            ) SELECT id FROM path ORDER BY depth
            """
        ).map { try $0.id("id") }
    }

    /// How many folders lie in each other from this one on, itself included.
    static func height(of folder: ID<StoredFile>, in tx: any Transaction) throws -> Int {
        Int(
            try tx.integer(
                """
                WITH RECURSIVE inside (id, depth) AS (
                    SELECT CAST(\(folder) AS BIGINT), 1
                    UNION ALL
                    SELECT stored_file.id, depth + 1 FROM inside JOIN stored_file ON stored_file.folder_id = inside.id
                    WHERE stored_file.digest IS NULL AND stored_file.deleted_at IS NULL AND depth <= \(Folders.deepest)
                ) SELECT MAX(depth) FROM inside
                """))
    }

    /// Removes rows for good that were deleted before then, at most so many; the blobs go with the next sweep.
    static func purge(deletedBefore then: Instant, most: Int, in tx: any Transaction) throws -> Int {
        // A folder goes after what lies in it.
        let purged = try tx.fetch(
            """
            DELETE FROM stored_file WHERE id IN (
                SELECT id FROM stored_file AS old WHERE deleted_at < \(then)
                    AND NOT EXISTS (SELECT 1 FROM stored_file AS inner_file WHERE inner_file.folder_id = old.id)
                ORDER BY deleted_at LIMIT \(most)) RETURNING digest
            """)
        let contents = try purged.compactMap { row in try row.optional("digest", row.digest) }
        try ImageVariantTable.delete(ofUnkept: Set(contents), in: tx)
        return purged.count
    }

    private static let selection: SQL = """
        SELECT file.*, folder.key AS folder_key
        FROM stored_file AS file LEFT JOIN stored_file AS folder ON folder.id = file.folder_id
        """

    private static func file(from row: Row) throws -> StoredFile {
        let folder: FolderReference? = try row.optional("folder_id") { column in
            FolderReference(id: try row.id(column), key: try key("folder_key", row))
        }
        return StoredFile(
            id: try row.id("id"), shelf: Shelf(rawValue: try row.text("shelf")) ?? .document,
            key: try key("key", row), organization: try row.id("organization_id"),
            uploader: try row.id("uploader_id"), folder: folder, name: try row.text("name"),
            content: try row.optional("digest") { _ in try content(from: row) },
            purpose: try row.optional("purpose", row.text),
            audience: Audience(rawValue: try row.integer("audience")),
            description: try row.optional("description", row.text),
            hasWatermark: try row.boolean("has_watermark"), createdAt: try row.instant("created_at"),
            updatedAt: try row.instant("updated_at"), deletedAt: try row.optional("deleted_at", row.instant))
    }

    private static func content(from row: Row) throws -> FileContent {
        FileContent(
            key: try key("content_key", row), digest: try row.digest("digest"), size: try row.integer("size"),
            kind: FileKind(rawValue: try row.text("kind")) ?? .unknown,
            isInlineSafe: try row.boolean("is_inline"), width: try row.optional("width", row.int),
            height: try row.optional("height", row.int))
    }

    private static func key(_ column: String, _ row: Row) throws -> FileKey {
        guard let key = FileKey(try row.text(column)) else {
            throw StorageError.decoding("column \(column) does not hold a file's key")
        }
        return key
    }
}

/// A file or a folder that is about to be kept.
struct NewFile {
    let shelf: Shelf
    let organization: ID<Organization>
    let uploader: ID<User>
    var folder: ID<StoredFile>?
    let name: String
    /// Nil: a folder.
    var content: ExaminedContent?
    var purpose: String?
    let audience: Audience
    var description: String?
    var hasWatermark = false
}

/// What may be changed on a file.
struct FileChange {
    var name: String
    var description: String?
    var audience: Audience
    var folder: ID<StoredFile>?
    var purpose: String?

    init(_ file: StoredFile) {
        name = file.name
        description = file.description
        audience = file.audience
        folder = file.folder?.id
        purpose = file.purpose
    }
}
