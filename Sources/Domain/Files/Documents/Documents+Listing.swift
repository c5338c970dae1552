import Basics
public import Identity
import Storage

extension Documents {
    /// The documents of one customer that the caller may see, oldest first.
    public func list(_ query: DocumentQuery, by caller: Principal) async throws -> DocumentList {
        try caller.require(.files)
        return try await storage.read { tx in
            let customer = query.customer ?? caller.organization
            let standing = try Standing(of: caller, to: customer, in: tx)
            guard standing.isRelated else { throw Documents.tooLow }
            let scope: DocumentScope
            switch query.place {
            case .top: scope = .top
            case .everywhere: scope = .everything
            case .folder(let key):
                scope = .folder(try Folders.find(key, for: customer, by: caller, in: tx))
            }
            let shown = try Documents.shown(query, in: scope, to: standing, tx)
            return DocumentList(files: shown.files, total: shown.total, query: query)
        }
    }

    private static func shown(
        _ query: DocumentQuery, in scope: DocumentScope, to standing: Standing, _ tx: any Transaction
    ) throws -> (files: [StoredFile], total: Int) {
        let condition: SQL = "\(place(scope, of: standing.organization)) AND \(visible(to: standing))"
        if let filter = query.filter {
            let named: SQL = "\(condition) AND file.folded_name LIKE \(FoldedText(filter).pattern) ESCAPE '\\'"
            let total = try tx.integer("SELECT COUNT(*) FROM stored_file AS file WHERE \(named)")
            return (try FileTable.page(where: named, offset: query.offset, query.limit, in: tx), Int(total))
        }
        let known = try FileCounts.place(
            query.offset, in: scope, of: standing.organization, open: { !$0.isDisjoint(with: standing.general) }, tx)
        let own = try ownPersonal(in: scope, of: standing, tx)
        let total = known.total + own
        guard own == 0, let start = known.start else {
            return (try FileTable.page(where: condition, offset: query.offset, query.limit, in: tx), total)
        }
        let from: SQL = "\(condition) AND file.id >= \(start.from)"
        return (try FileTable.page(where: from, offset: start.skip, query.limit, in: tx), total)
    }

    private static func place(_ scope: DocumentScope, of customer: ID<Organization>) -> SQL {
        switch scope {
        case .top:
            "file.organization_id = \(customer) AND file.shelf = 'document' AND file.folder_id IS NULL AND file.deleted_at IS NULL"
        case .folder(let folder): "file.folder_id = \(folder) AND file.deleted_at IS NULL"
        case .everything:
            "file.organization_id = \(customer) AND file.shelf = 'document' AND file.deleted_at IS NULL"
        }
    }

    private static func visible(to standing: Standing) -> SQL {
        let uploader = Audience.uploader.rawValue
        return """
            (file.audience & \(standing.general.rawValue) <> 0
                OR file.audience & \(uploader) <> 0 AND file.uploader_id = \(standing.user))
            """
    }

    /// How many files are open to the caller for no other reason than that they uploaded them.
    private static func ownPersonal(
        in scope: DocumentScope, of standing: Standing, _ tx: any Transaction
    ) throws -> Int {
        let closed = DocumentAccess.allCases.map(\.audience).filter {
            $0.contains(.uploader) && $0.isDisjoint(with: standing.general)
        }
        return try closed.reduce(0) { count, audience in
            try count
                + Int(
                    tx.integer(
                        """
                        SELECT COUNT(*) FROM stored_file AS file
                        WHERE file.uploader_id = \(standing.user) AND file.organization_id = \(standing.organization)
                            AND file.shelf = 'document' AND file.audience = \(audience.rawValue)
                            AND \(place(scope, of: standing.organization))
                        """))
        }
    }
}
