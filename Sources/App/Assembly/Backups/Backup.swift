public import Basics
import Blobs
import Foundation
import ImportRuns
import Storage
import StorageSQLite

/// Makes a backup of an installation on SQLite while its servers run.
///
/// First a snapshot of the database, then every blob that the snapshot refers to. A blob whose reference went away in
/// between may have been swept; then another snapshot is made. Blobs that the last backup has are linked, not copied:
/// they can never change. The backup gets its name when everything in it is on the disk.
public struct Backup: Sendable {
    private let settings: Settings
    private let version: String
    private let tell: @Sendable (String) -> Void

    private static let attempts = 5

    /// - Parameters:
    ///   - version: of this program, for the manifest.
    ///   - tell: told how far it is.
    public init(_ settings: Settings, version: String, tell: @escaping @Sendable (String) -> Void) {
        self.settings = settings
        self.version = version
        self.tell = tell
    }

    /// - Parameters:
    ///   - folder: of the backups, made where it is missing.
    ///   - keep: how many backups are left there, this one included; nil for all.
    public func run(into folder: String, keep: Int?) async throws -> BackupReport {
        guard case .sqlite(let path) = settings.database else { throw Backup.notForPostgres("backup", "pg_dump") }
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                .notFound, code: "backup.no-source",
                "There is no database at \(path). Name the data folder with --data, or the database in the settings.")
        }
        let storage = try SQLiteStorage(path: path)
        try await CopyProgress.refuseUnfinished(storage)
        guard try await Migrator(Schema.migrations).status(of: storage).unknown.isEmpty else {
            throw Failure(
                .conflict, code: "backup.newer", "A newer Gatehouse made this database. Back it up with that version.")
        }
        let shelf = try BackupShelf(folder)
        let earlier = try shelf.backups().last
        let moment = Instant.now
        let places = try shelf.start(at: moment)
        do {
            let manifest = try await fill(places, from: storage, at: moment, earlier: earlier)
            try await storage.close()
            let finished = try shelf.finish(places, at: moment)
            let removed = try keep.map { try shelf.keep(newest: $0) } ?? 0
            return BackupReport(path: finished.root, manifest: manifest, removed: removed)
        } catch {
            shelf.give(up: places)
            throw error
        }
    }

    static func notForPostgres(_ command: String, _ tool: String) -> Failure {
        Failure(
            .invalid, code: "\(command).postgresql",
            "`gatehouse \(command)` is for SQLite. For PostgreSQL use its own tools (\(tool), or pg_basebackup for the whole "
                + "server), and keep the files with the tools of their place: the folder `files` and secret.key of the data "
                + "folder, or the bucket. Files after the database in a backup, before it in a restore; "
                + "docs/guides/backup-and-move.md has the commands.")
    }

    private func fill(
        _ places: BackupPlaces, from storage: SQLiteStorage, at moment: Instant, earlier: BackupPlaces?
    ) async throws -> BackupManifest {
        let store = try DiskBlobStore(root: places.files)
        let files = try await snapshotAndFiles(places, into: store, from: storage, earlier: earlier)
        let snapshot = try SQLiteStorage.readOnly(path: places.database)
        var manifest = BackupManifest(
            createdAt: moment, version: version, schema: try await Backup.migrations(in: snapshot),
            tables: try await Backup.countRows(in: snapshot), files: files.copied + files.present, fileBytes: 0,
            hasSecret: false)
        var checksums = BackupChecksums()
        checksums.add(BackupPlaces.databaseName, try DigestedFile.digest(of: places.database).digest)
        let secret = settings.data + "/" + BackupPlaces.secretName
        if settings.secret == nil, FileManager.default.fileExists(atPath: secret) {
            manifest.hasSecret = true
            checksums.add(BackupPlaces.secretName, try DigestedFile.copy(secret, to: places.secret).digest)
        }
        try await store.forEachBlob { manifest.fileBytes += $0.size }
        checksums.add(
            BackupPlaces.manifestName, try DigestedFile.write(manifest.json.text + "\n", to: places.manifest))
        try await checksums.write(to: places.checksums, blobsReferencedBy: snapshot)
        try await snapshot.close()
        return manifest
    }

    private func snapshotAndFiles(
        _ places: BackupPlaces, into store: DiskBlobStore, from storage: SQLiteStorage, earlier: BackupPlaces?
    ) async throws -> CopiedFiles {
        let live = try settings.openFiles(settings.files.text)
        let last = try earlier.map { try DiskBlobStore(root: $0.files) }
        for attempt in 1...Backup.attempts {
            try? FileManager.default.removeItem(atPath: places.database)
            tell("taking a snapshot of the database")
            try await storage.writeSnapshot(to: places.database)
            try DigestedFile.flush(places.database)
            guard chmod(places.database, 0o600) == 0 else { throw BackupChecksums.unreadable(places.database) }
            let snapshot = try SQLiteStorage.readOnly(path: places.database)
            let copy = FileCopy(
                source: live, destination: store,
                shortcut: { digest in try await Backup.link(digest, from: last, to: store, ifLike: live) },
                tell: tell)
            do {
                let files = try await copy.copyReferenced(by: snapshot)
                if attempt > 1 { try await Backup.removeUnneeded(from: store, besides: snapshot) }
                try await snapshot.close()
                return files
            } catch BlobError.missing(let digest) {
                try await snapshot.close()
                let isNeeded = try await storage.read { tx in try BlobReferences.among([digest], in: tx) }
                guard isNeeded.isEmpty else { throw Backup.lost(digest) }
                // Its reference went away since the snapshot, and the sweep was faster than we were.
            }
        }
        throw Failure(
            .unavailable, code: "backup.restless",
            "Files were swept away \(Backup.attempts) times while they were copied. Raise the setting sweep.grace to more than "
                + "a backup takes, then run it again.")
    }

    /// What an earlier attempt copied and the last snapshot does not refer to.
    private static func removeUnneeded(from store: DiskBlobStore, besides snapshot: any Storage) async throws {
        var last: Digest?
        while true {
            let digests = try await store.list(after: last, most: 500).map(\.digest)
            guard let end = digests.last else { return }
            last = end
            let needed = try await snapshot.read { tx in try BlobReferences.among(digests, in: tx) }
            for digest in digests where !needed.contains(digest) { try await store.delete(digest) }
        }
    }

    /// Whether the last backup's blob could be used; one that has another size than the live one is damaged.
    private static func link(
        _ digest: Digest, from last: DiskBlobStore?, to store: DiskBlobStore, ifLike live: any BlobStore
    ) async throws -> Bool {
        guard let last, try await last.exists(digest), try await store.adopt(digest, from: last) else { return false }
        let linked = try await store.open(digest)
        let isLike: Bool
        do {
            isLike = try await linked.size == live.open(digest).size
        } catch BlobError.missing {
            // Swept since the snapshot, or lost; the last backup has it still.
            return true
        }
        if !isLike { try await store.delete(digest) }
        return isLike
    }

    private static func migrations(in snapshot: any Storage) async throws -> [String] {
        try await Migrator(Schema.migrations).status(of: snapshot).applied.map(\.id)
    }

    private static func countRows(in snapshot: any Storage) async throws -> [BackupManifest.Table] {
        try await snapshot.read { tx in
            let names = try tx.fetch(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
            return try names.map { row in
                let name = try row.text("name")
                return BackupManifest.Table(
                    name: name, rows: try tx.integer("SELECT COUNT(*) FROM \(SQLFragment(name: name))"))
            }
        }
    }

    private static func lost(_ digest: Digest) -> Failure {
        Failure(
            .notFound, code: "files.missing",
            "The file \(digest) that the database refers to is gone from the installation; no backup was made. Bring it back "
                + "from an earlier backup (files/blobs/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2).prefix(2))/), then run "
                + "it again.")
    }
}

/// A backup that was made.
public struct BackupReport: Sendable {
    public let path: String
    public let manifest: BackupManifest
    /// Older backups that were removed.
    public let removed: Int

    public var json: JSON {
        (["path": .string(path)] as JSON).merging(manifest.json).merging(["removed": JSON(removed)])
    }
}
