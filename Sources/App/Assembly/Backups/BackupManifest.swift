public import Basics
import Foundation

/// What a backup says of itself, in `manifest.json`.
public struct BackupManifest: Sendable, Equatable {
    /// The moment of the database's snapshot.
    public var createdAt: Instant
    /// Of the program that made it.
    public var version: String
    /// The migrations that the database has.
    public var schema: [String]
    /// Table to number of rows, in the order of the names.
    public var tables: [Table]
    public var files: Int
    public var fileBytes: Int64
    /// Whether the secret is in it; else it stands in the settings.
    public var hasSecret: Bool

    public struct Table: Sendable, Equatable {
        public var name: String
        public var rows: Int64
    }

    private static let format: Int64 = 1
    private static let mostBytes = 4 << 20

    public var json: JSON {
        [
            "format": .integer(Self.format), "created_at": JSON(createdAt), "version": .string(version),
            "schema": .array(schema.map(JSON.string)),
            "tables": .object(tables.map { JSON.Member($0.name, .integer($0.rows)) }),
            "files": ["count": JSON(files), "bytes": JSON(fileBytes)], "secret": .boolean(hasSecret),
        ]
    }

    init(
        createdAt: Instant, version: String, schema: [String], tables: [Table], files: Int, fileBytes: Int64,
        hasSecret: Bool
    ) {
        self.createdAt = createdAt
        self.version = version
        self.schema = schema
        self.tables = tables
        self.files = files
        self.fileBytes = fileBytes
        self.hasSecret = hasSecret
    }

    /// Reads the manifest of a backup.
    init(at path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try file.read(upToCount: Self.mostBytes), let json = JSON(text: data)
        else {
            throw Failure(
                .notFound, code: "backup.no-manifest",
                "There is no readable manifest at \(path). Name the folder of one backup, as `gatehouse backup` printed it."
            )
        }
        guard json["format"]?.integer == Self.format else {
            throw Failure(
                .invalid, code: "backup.format",
                "This version does not know the format of the backup. Restore it with the version that made it.")
        }
        guard let moment = json["created_at"]?.string.flatMap({ Instant(iso8601: $0) }),
            let version = json["version"]?.string, let schema = json["schema"]?.array,
            let tables = json["tables"]?.members,
            let count = json["files"]?["count"]?.integer.flatMap(Int.init(exactly:)),
            let bytes = json["files"]?["bytes"]?.integer, let hasSecret = json["secret"]?.boolean
        else {
            throw Failure(
                .invalid, code: "backup.damaged", "The manifest \(path) lacks a part. Take another backup.")
        }
        self.init(
            createdAt: moment, version: version, schema: schema.compactMap(\.string),
            tables: tables.map { Table(name: $0.name, rows: $0.value.integer ?? 0) }, files: count, fileBytes: bytes,
            hasSecret: hasSecret)
    }
}
