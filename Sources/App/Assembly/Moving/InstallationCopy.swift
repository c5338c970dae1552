public import Basics
import Blobs
import Storage

/// Moves an installation: its database, its files, or both.
public struct InstallationCopy: Sendable {
    private let database: (from: DatabaseLocation, to: DatabaseLocation)?
    private let files: (from: String, to: String)?
    private let settings: Settings
    private let tell: @Sendable (String) -> Void

    /// - Parameters:
    ///   - files: folders, or buckets as the setting `files` names them.
    ///   - tell: told how far it is.
    public init(
        database: (from: DatabaseLocation, to: DatabaseLocation)?, files: (from: String, to: String)?,
        settings: Settings, tell: @escaping @Sendable (String) -> Void
    ) {
        self.database = database
        self.files = files
        self.settings = settings
        self.tell = tell
    }

    /// Goes on where an earlier run was interrupted; nothing of the source is changed.
    public func run(startOver: Bool) async throws -> CopyReport {
        guard let database else { return CopyReport(tables: nil, files: try await copyFiles(referencedBy: nil)) }
        guard database.from != database.to else {
            throw Failure(
                .invalid, code: "copy.same", "Source and destination are the same database. Name another one.")
        }
        let schema = try await MovedSchema()
        let source = try await MovedDatabase.open(database.from, as: .source)
        let destination = try await MovedDatabase.open(database.to, as: .destination)
        // The database comes last: when it is whole, everything is.
        let files = try await copyFiles(referencedBy: source)
        let tables = try await DatabaseCopy(
            source: source, destination: destination, schema: schema, tell: tell
        ).run(startOver: startOver)
        try await source.close()
        try await destination.close()
        return CopyReport(tables: tables, files: files)
    }

    private func copyFiles(referencedBy storage: (any Storage)?) async throws -> CopiedFiles? {
        guard let files else { return nil }
        guard files.from != files.to else {
            throw Failure(
                .invalid, code: "copy.same", "The files' source and destination are the same. Name another one.")
        }
        let copy = FileCopy(
            source: try settings.openFiles(files.from, mustExist: true), destination: try settings.openFiles(files.to),
            tell: tell)
        guard let storage else { return try await copy.copyAll() }
        do {
            return try await copy.copyReferenced(by: storage)
        } catch BlobError.missing(let digest) {
            throw Failure(
                .notFound, code: "files.missing",
                "The file \(digest) that the database refers to is not at \(files.from). Name the folder `files` of the "
                    + "installation, or bring the file back from a backup, then run it again.")
        }
    }
}

/// What a copy brought over.
public struct CopyReport: Sendable {
    /// Nil where the database was left where it is.
    public let tables: [CopiedTable]?
    /// Nil where the files were left where they are.
    public let files: CopiedFiles?

    public var json: JSON {
        [
            "tables": tables.map { tables in
                .array(
                    tables.map { ["table": .string($0.name), "rows": JSON($0.rows), "digest": .string($0.digest.hex)] })
            } ?? .null,
            "rows": JSON(tables.map { $0.reduce(0) { $0 + $1.rows } }),
            "files": files.map {
                ["copied": JSON($0.copied), "present": JSON($0.present), "bytes": JSON($0.bytes)]
            } ?? .null,
        ]
    }
}
