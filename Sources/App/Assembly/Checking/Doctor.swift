import Basics
import Blobs
import Foundation
import Logging
import Storage
import TimeZones
import XLSX

/// Looks at everything that Gatehouse stands on.
public struct Doctor: Sendable {
    private let settings: Settings
    private let environment: [String: String]

    public init(_ settings: Settings, environment: [String: String]) {
        self.settings = settings
        self.environment = environment
    }

    public func examine() async -> [Finding] {
        var findings = [configuration(), disk(), room(), libraries(), zones()]
        findings += await database()
        if case .bucket = settings.files { findings.append(await bucket()) }
        return findings
    }

    /// A misspelt variable is silently no setting at all.
    private func configuration() -> Finding {
        let known = Set(Setting.all.map(\.variable) + ["GATEHOUSE_CONFIG"])
        let strangers = environment.keys.filter { $0.hasPrefix("GATEHOUSE_") && !known.contains($0) }.sorted()
        guard strangers.isEmpty else {
            return .wrong(
                "configuration",
                "\(strangers.joined(separator: ", ")) in the environment is no setting. `gatehouse settings` lists them."
            )
        }
        return .fine("configuration", "every setting is readable; the data folder is \(settings.data)")
    }

    /// Writes as the blob store does: to the disk, not to its cache.
    private func disk() -> Finding {
        do {
            let folder = try DataFolder(at: settings.data)
            return try folder.temporary.withFile(".probe") { path in
                try Data(repeating: 0x47, count: 1 << 20).write(to: URL(fileURLWithPath: path))
                let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
                try file.synchronize()
                try file.close()
                return .fine("disk", "\(settings.data) can be written")
            }
        } catch {
            return .wrong(
                "disk",
                "\(settings.data) cannot be written (\(error)). Mend its rights, or choose another with --set data=PATH."
            )
        }
    }

    private func room() -> Finding {
        let least: Int64 = 1 << 30
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: settings.data)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .wrong("room", "the free space of \(settings.data) cannot be read. Check that the folder exists.")
        }
        return free >= least
            ? .fine("room", "\(ByteCount(free)) free")
            : .wrong("room", "only \(ByteCount(free)) free; make room for at least \(ByteCount(least)).")
    }

    /// Packs and reads a small workbook, which takes the compression library through both its jobs.
    private func libraries() -> Finding {
        do {
            _ = try DataFolder(at: settings.data).temporary.withFile(".xlsx") { path in
                let writer = try WorkbookWriter(path: path)
                try writer.startSheet("Probe")
                try writer.append([.text("gate"), .integer(42)])
                try writer.finish()
                return try Workbook(path: path).countCells()
            }
            return .fine("libraries", "a workbook can be written and read")
        } catch {
            return .wrong("libraries", "a workbook cannot be written and read (\(error)). Install libisal2 again.")
        }
    }

    /// Keys open by the clocks of their building.
    private func zones() -> Finding {
        do {
            _ = try ZoneDatabase().rules(of: "America/New_York")
            return .fine("time zones", "the system knows them")
        } catch {
            return .wrong("time zones", "\(error).")
        }
    }

    private func database() async -> [Finding] {
        do {
            let services = try Services(settings, logger: Logger(label: "doctor"))
            let status = try await Migrator(Schema.migrations).status(of: services.storage)
            try await services.storage.close()
            return [schema(status), clock(newest: status.applied.map(\.at).max())]
        } catch {
            return [
                .wrong("database", "it cannot be opened (\(error)). Check the setting database (\(settings.database)).")
            ]
        }
    }

    /// Writes, reads and deletes a small object, all of which the bucket's policy may forbid.
    private func bucket() async -> Finding {
        do {
            let blobs = try settings.openFiles(settings.files.text)
            let writer = try await blobs.makeWriter()
            try await writer.write(Array(Secret.random(bytes: 32, prefix: "probe ").exposed.utf8))
            let probe = try await writer.finish()
            let isReadable = try await blobs.withLocalFile(probe.digest) { path in
                FileManager.default.contents(atPath: path).map { Digest(of: $0) } == probe.digest
            }
            let isDeleted = try await blobs.delete(probe.digest)
            let isLeft = try await blobs.exists(probe.digest)
            guard isReadable, isDeleted, !isLeft else {
                return .wrong(
                    "files",
                    "\(settings.files) does not show at once what was written or deleted there. Use a store that does.")
            }
            return .fine("files", "\(settings.files) can be written, read and deleted from")
        } catch {
            return .wrong(
                "files",
                "\(settings.files) does not work: \(error). Check the settings files and files.…, and the network.")
        }
    }

    private func schema(_ status: SchemaStatus) -> Finding {
        if !status.unknown.isEmpty {
            return .wrong(
                "database",
                "a newer Gatehouse made its schema (\(status.unknown.joined(separator: ", "))). Start that version instead."
            )
        }
        if !status.changed.isEmpty {
            return .wrong(
                "database",
                "its schema was made by other steps of the same name (\(status.changed.joined(separator: ", "))). "
                    + "Start the version that made it.")
        }
        return status.pending.isEmpty
            ? .fine("database", "the schema is up to date (\(status.applied.count) steps)")
            : .fine("database", "\(status.pending.count) steps of the schema will be applied at the next start")
    }

    /// Signed links, tokens and hashes lapse by the clock; one that runs behind its own records is wrong.
    private func clock(newest: Instant?) -> Finding {
        let now = Instant.now
        if let newest, newest > now + .seconds(300) {
            return .wrong(
                "clock",
                "it shows \(now.iso8601), but the database has a record of \(newest.iso8601). Set the clock (NTP).")
        }
        guard let start = Instant(iso8601: "2026-01-01"), now > start else {
            return .wrong("clock", "it shows \(now.iso8601). Set the clock (NTP).")
        }
        return .fine("clock", now.iso8601)
    }
}
