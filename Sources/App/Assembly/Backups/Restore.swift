import Basics
import Blobs
import Foundation
import Storage
import StorageSQLite

/// Makes a data folder out of a backup, verified byte by byte; or only verifies the backup.
///
/// Everything is put into `.restoring` within the new folder first and moved to its place at the end, the database
/// last; servers do not start on a folder that has `.restoring`. Restored again after an interruption, it begins anew.
public struct Restore: Sendable {
    static let stagingName = ".restoring"

    private let places: BackupPlaces
    private let settings: Settings
    private let tell: @Sendable (String) -> Void

    /// - Parameter backup: the folder of one backup.
    public init(from backup: String, settings: Settings, tell: @escaping @Sendable (String) -> Void) {
        places = BackupPlaces(root: backup)
        self.settings = settings
        self.tell = tell
    }

    /// Restores into the data folder of the settings, which must be empty or missing.
    public func run() async throws -> BackupManifest {
        if case .postgres = settings.database { throw Backup.notForPostgres("restore", "pg_restore") }
        guard settings.database == .sqlite(path: "\(settings.data)/\(BackupPlaces.databaseName)") else {
            throw Failure(
                .invalid, code: "restore.database",
                "A backup is restored into a data folder, but the setting database names \(settings.database). "
                    + "Leave it empty for the restore.")
        }
        if case .bucket = settings.files {
            throw Failure(
                .invalid, code: "restore.files",
                "A backup is restored into a data folder, but the setting files names the bucket \(settings.files). "
                    + "Leave it empty for the restore, then bring the files there with `gatehouse copy --files-to`.")
        }
        let (manifest, checksums) = try readManifest()
        let lock = try prepareFolder()
        defer { withExtendedLifetime(lock) {} }
        let staged = BackupPlaces(root: "\(settings.data)/\(Self.stagingName)")
        tell("copying the database")
        try checksums.check(
            BackupPlaces.databaseName, try DigestedFile.copy(places.database, to: staged.database).digest)
        if manifest.hasSecret {
            try checksums.check(
                BackupPlaces.secretName, try DigestedFile.copy(places.secret, to: staged.secret).digest)
        }
        try await copyFiles(manifest, to: try DiskBlobStore(root: staged.files))
        try putInPlace(staged)
        return manifest
    }

    /// Reads everything in the backup and compares it with its digests; writes nothing.
    public func check() async throws -> BackupManifest {
        let (manifest, checksums) = try readManifest()
        tell("reading the database")
        try checksums.check(BackupPlaces.databaseName, try DigestedFile.digest(of: places.database).digest)
        if manifest.hasSecret {
            try checksums.check(BackupPlaces.secretName, try DigestedFile.digest(of: places.secret).digest)
        }
        try await copyFiles(manifest, to: NoBlobs())
        return manifest
    }

    private func readManifest() throws -> (BackupManifest, BackupChecksums) {
        let manifest = try BackupManifest(at: places.manifest)
        let checksums = try BackupChecksums(at: places.checksums)
        try checksums.check(BackupPlaces.manifestName, try DigestedFile.digest(of: places.manifest).digest)
        let known = Set(Schema.migrations.map(\.id))
        guard manifest.schema.allSatisfy(known.contains) else {
            throw Failure(
                .conflict, code: "restore.newer",
                "Gatehouse \(manifest.version), which made this backup, is newer than this program. Restore it with that version."
            )
        }
        return (manifest, checksums)
    }

    /// An empty staging folder, and nobody else in the data folder.
    private func prepareFolder() throws -> FolderLock {
        let manager = FileManager.default
        do {
            try manager.createDirectory(
                atPath: settings.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let lock = try FolderLock(settings.data)
            // A disk's own folder may be there.
            let names = Set(try manager.contentsOfDirectory(atPath: settings.data)).subtracting(["lost+found"])
            guard names.isEmpty || names.contains(Self.stagingName) else {
                throw Failure(
                    .conflict, code: "restore.occupied",
                    "\(settings.data) is not empty; nothing was changed. Name a new folder with --data, and move it afterwards."
                )
            }
            // The staging folder is the last to go and the first to come again, so the rest is always marked by it.
            for name in names where name != Self.stagingName {
                try manager.removeItem(atPath: "\(settings.data)/\(name)")
            }
            let staging = "\(settings.data)/\(Self.stagingName)"
            for name in names.contains(Self.stagingName) ? try manager.contentsOfDirectory(atPath: staging) : [] {
                try manager.removeItem(atPath: "\(staging)/\(name)")
            }
            try manager.createDirectory(
                atPath: staging, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return lock
        } catch let error as CocoaError {
            throw Failure(
                .unavailable, code: "restore.folder",
                "The folder \(settings.data) cannot be made or written. Mend its rights, or name another with --data.",
                cause: error)
        }
    }

    private func copyFiles(_ manifest: BackupManifest, to store: any BlobStore) async throws {
        let database = try SQLiteStorage.readOnly(path: places.database)
        let copy = FileCopy(source: try DiskBlobStore(root: places.files), destination: store, tell: tell)
        let files: CopiedFiles
        do {
            files = try await copy.copyReferenced(by: database)
        } catch BlobError.missing(let digest) {
            throw Failure(
                .notFound, code: "backup.incomplete",
                "The file \(digest) is missing in the backup. Nothing was restored; take another backup.")
        }
        try await database.close()
        guard files.copied + files.present == manifest.files else {
            throw Failure(
                .conflict, code: "backup.damaged",
                "The backup's manifest counts \(manifest.files) files, its database \(files.copied + files.present). "
                    + "Nothing was restored; take another backup.")
        }
    }

    private func putInPlace(_ staged: BackupPlaces) throws {
        let target = BackupPlaces(root: settings.data)
        try DigestedFile.flushNames(in: settings.data)
        try DigestedFile.rename(staged.files, to: target.files)
        if FileManager.default.fileExists(atPath: staged.secret) {
            try DigestedFile.rename(staged.secret, to: target.secret)
        }
        try DigestedFile.rename(staged.database, to: target.database)
        try DigestedFile.flushNames(in: settings.data)
        try FileManager.default.removeItem(atPath: staged.root)
        try DigestedFile.flushNames(in: settings.data)
    }
}
