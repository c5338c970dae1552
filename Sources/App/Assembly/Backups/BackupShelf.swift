import Basics
import Foundation

/// The folder that keeps backups, each in a folder named after its moment: `2026-11-22T13-04-05.123456Z`.
struct BackupShelf {
    let path: String
    private let lock: FolderLock

    private static let partial = ".partial-"
    private static let removing = ".removing-"

    /// Makes the folder where it is missing, keeps others out of it, and removes what was left half-done.
    init(_ path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                .unavailable, code: "backup.folder", "The folder \(path) cannot be made. Mend its rights.", cause: error
            )
        }
        lock = try FolderLock(path)
        for name in try names() where name.hasPrefix(Self.partial) || name.hasPrefix(Self.removing) {
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// The whole backups, oldest first.
    func backups() throws -> [BackupPlaces] {
        try names().filter { $0.first?.isNumber == true }.map { BackupPlaces(root: "\(path)/\($0)") }
            .filter { FileManager.default.fileExists(atPath: $0.manifest) }
    }

    /// An empty folder for a backup in the making.
    func start(at moment: Instant) throws -> BackupPlaces {
        let root = "\(path)/\(Self.partial)\(Self.name(of: moment))"
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        return BackupPlaces(root: root)
    }

    /// Gives a whole backup its name, lastingly.
    func finish(_ places: BackupPlaces, at moment: Instant) throws -> BackupPlaces {
        let finished = BackupPlaces(root: "\(path)/\(Self.name(of: moment))")
        try DigestedFile.flushNames(in: path)
        try DigestedFile.rename(places.root, to: finished.root)
        try DigestedFile.flushNames(in: path)
        return finished
    }

    func give(up places: BackupPlaces) {
        try? FileManager.default.removeItem(atPath: places.root)
    }

    /// Removes the oldest backups until so many are left; one that is half removed is none.
    func keep(newest count: Int) throws -> Int {
        let old = try backups().dropLast(count)
        for places in old {
            let name = URL(fileURLWithPath: places.root).lastPathComponent
            let going = "\(path)/\(Self.removing)\(name)"
            try DigestedFile.rename(places.root, to: going)
            try FileManager.default.removeItem(atPath: going)
        }
        return old.count
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private static func name(of moment: Instant) -> String {
        String(moment.iso8601.map { $0 == ":" ? "-" : $0 })
    }
}
