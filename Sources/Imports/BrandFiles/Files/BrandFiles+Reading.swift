public import Basics
import Catalog
public import Identity
import Storage

extension BrandFiles {
    /// Files that the caller may see, newest first.
    public func list(
        _ query: BrandFileQuery, _ page: PageRequest, by caller: Principal
    ) async throws -> Page<BrandFileCard> {
        try await storage.read { tx in
            let caller = try CatalogCaller(caller, in: tx)
            let files = try BrandFileTable.page(query, page, for: caller, in: tx)
            return Page(items: try BrandFiles.cards(files.items, in: tx), total: files.total, request: page)
        }
    }

    public func get(_ id: ID<BrandFile>, by caller: Principal) async throws -> BrandFileCard {
        try await storage.read { tx in
            guard let file = try BrandFileTable.find(id, for: try CatalogCaller(caller, in: tx), in: tx) else {
                throw Failure.notFound("file")
            }
            return try BrandFiles.cards([file], in: tx)[0]
        }
    }

    /// The workbook with the wrong cells marked: where its bytes are and what it is called. Throws `notFound` where
    /// there is none.
    public func markedWorkbook(
        of id: ID<BrandFile>, by caller: Principal
    ) async throws -> (digest: Digest, name: String) {
        let file = try await get(id, by: caller).file
        guard let marked = file.marked else {
            throw Failure(.notFound, code: "brand-file.no-errors", "This file has no workbook with marked errors.")
        }
        let stem = file.name.lastIndex(of: ".").map { file.name[..<$0] } ?? file.name[...]
        return (marked, "\(stem)_errors.xlsx")
    }

    static func cards(_ files: [BrandFile], in tx: any Transaction) throws -> [BrandFileCard] {
        var brands: [ID<Brand>: Brand] = [:]
        for id in Set(files.map(\.brand)) { brands[id] = try BrandTable.find(id, in: tx) }
        var members: [ID<User>: CatalogMember] = [:]
        for (organization, files) in Dictionary(grouping: files, by: \.organization) {
            let found = try CatalogMemberTable.find(Array(Set(files.map(\.user))), in: organization, tx)
            members.merge(found) { first, _ in first }
        }
        return files.map { BrandFileCard(file: $0, brand: brands[$0.brand], sender: members[$0.user]) }
    }
}
