import Basics
import Blobs
import Catalog
import Identity
import Storage

enum BrandFileTable {
    struct Draft: Sendable {
        let address: BrandFileAddress
        let caller: CatalogCaller
        let name: String
        let mediaType: String
        let blob: Blob
        let repeats: ID<BrandFile>?
        let note: String
    }

    static func insert(_ draft: Draft, at now: Instant, in tx: any Transaction) throws -> BrandFile {
        let (address, brand) = (draft.address, draft.address.brand)
        let rows = try tx.fetch(
            """
            INSERT INTO brand_file (brand_id, company_id, organization_id, user_id, kind, name, media_type, size, source,
                host_id, warehouse_id, start_day, end_day, status, note, problem_count, repeats, created_at)
            VALUES (\(brand.id), \(brand.company), \(brand.organization), \(draft.caller.principal.user),
                \(address.kind), \(draft.name), \(draft.mediaType), \(draft.blob.size), \(draft.blob.digest),
                \(address.host), \(address.warehouse), \(address.start?.daysSince1970), \(address.end?.daysSince1970),
                'queued', \(draft.note), 0, \(draft.repeats), \(now))
            RETURNING *
            """)
        return try file(from: rows[0])
    }

    static func find(_ id: ID<BrandFile>, in tx: any Transaction) throws -> BrandFile? {
        try tx.first("SELECT * FROM brand_file WHERE id = \(id)").map(file)
    }

    static func find(_ id: ID<BrandFile>, for caller: CatalogCaller, in tx: any Transaction) throws -> BrandFile? {
        try tx.first("SELECT * FROM brand_file WHERE id = \(id) AND \(caller.seesFiles)").map(file)
    }

    /// The last file that was not rejected and had the same bytes and the same purpose.
    static func former(
        _ digest: Digest, _ address: BrandFileAddress, in tx: any Transaction
    ) throws -> ID<BrandFile>? {
        try tx.first(
            """
            SELECT id FROM brand_file
            WHERE source = \(digest) AND brand_id = \(address.brand.id) AND kind = \(address.kind)
                AND COALESCE(host_id, 0) = \(address.host?.number ?? 0)
                AND COALESCE(warehouse_id, 0) = \(address.warehouse?.number ?? 0)
                AND COALESCE(start_day, 0) = \(address.start?.daysSince1970 ?? 0)
                AND COALESCE(end_day, 0) = \(address.end?.daysSince1970 ?? 0) AND status <> 'rejected'
            ORDER BY id DESC LIMIT 1
            """
        ).map { try $0.id("id") }
    }

    /// The file of a brand whose turn it is; nil where none waits.
    static func next(of brand: ID<Brand>, in tx: any Transaction) throws -> BrandFile? {
        try tx.first(
            """
            SELECT * FROM brand_file WHERE brand_id = \(brand) AND status IN ('queued', 'processing')
            ORDER BY id LIMIT 1
            """
        ).map(file)
    }

    static func begin(_ id: ID<BrandFile>, in tx: any Transaction) throws {
        try tx.execute("UPDATE brand_file SET status = 'processing' WHERE id = \(id) AND status = 'queued'")
    }

    static func end(
        _ id: ID<BrandFile>, as status: BrandFile.Status, note: String, marked: Digest?, problems: Int,
        at now: Instant, in tx: any Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE brand_file SET status = \(status.rawValue), note = \(note), marked = \(marked),
                problem_count = \(problems), finished_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func page(
        _ query: BrandFileQuery, _ page: PageRequest, for caller: CatalogCaller, in tx: any Transaction
    ) throws -> Page<BrandFile> {
        var conditions = [caller.seesFiles]
        if let kind = query.kind { conditions.append("kind = \(kind)") }
        if let status = query.status { conditions.append("status = \(status.rawValue)") }
        if let brand = query.brand { conditions.append("brand_id = \(brand)") }
        if let from = query.createdFrom { conditions.append("created_at >= \(from)") }
        if let before = query.createdBefore { conditions.append("created_at < \(before)") }
        let condition = SQL.joined(conditions, separator: " AND ")
        let total = try tx.integer("SELECT COUNT(*) FROM brand_file WHERE \(condition)")
        let rows = try tx.fetch(
            """
            SELECT * FROM brand_file WHERE \(condition) ORDER BY id DESC LIMIT \(page.size) OFFSET \(page.offset)
            """)
        return Page(items: try rows.map(file), total: Int(total), request: page)
    }

    private static func file(from row: Row) throws -> BrandFile {
        BrandFile(
            id: try row.id("id"), brand: try row.id("brand_id"), organization: try row.id("organization_id"),
            user: try row.id("user_id"), kind: try row.text("kind"), name: try row.text("name"),
            mediaType: try row.text("media_type"), size: try row.integer("size"), source: try row.digest("source"),
            host: try row.optional("host_id") { try row.id($0) },
            warehouse: try row.optional("warehouse_id") { try row.id($0) },
            start: try row.optional("start_day", row.integer).map { CivilDate(daysSince1970: $0) },
            end: try row.optional("end_day", row.integer).map { CivilDate(daysSince1970: $0) },
            status: BrandFile.Status(rawValue: try row.text("status")) ?? .rejected, note: try row.text("note"),
            marked: try row.optional("marked", row.digest), problemCount: try row.int("problem_count"),
            repeats: try row.optional("repeats") { try row.id($0) }, createdAt: try row.instant("created_at"),
            finishedAt: try row.optional("finished_at", row.instant))
    }
}

extension CatalogCaller {
    /// A company's users see the files of their brands; a host and a warehouse those that are meant for them.
    fileprivate var seesFiles: SQL {
        switch role {
        case .administrator: "brand_file.organization_id = \(principal.organization)"
        case .company: seesBrandOf("brand_file.brand_id")
        case .host(let host): "brand_file.host_id = \(host)"
        case .warehouse(let warehouse, _): "brand_file.warehouse_id = \(warehouse)"
        }
    }
}
