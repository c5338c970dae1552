public import Basics
import Foundation

/// The folder where one machine keeps everything: `gatehouse.sqlite`, `files/`, `temporary/` and `secret.key`.
public struct DataFolder: Sendable {
    public let path: String

    /// Makes what is missing, readable by its owner alone.
    public init(at path: String) throws {
        try Self.refuseUnusable(path)
        self.path = path
        do {
            for folder in [path, path + "/files", path + "/temporary"] {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch {
            throw Failure(
                .unavailable, code: "data.folder",
                "The data folder \(path) cannot be made or written. Choose another with --set data=PATH, or mend its rights.",
                cause: error)
        }
    }

    public var files: String { path + "/files" }

    public var temporary: TemporaryFolder { TemporaryFolder(path + "/temporary") }

    /// Removes what earlier processes left half-done in `temporary/`; only what is older than a day, for another process
    /// may be at work.
    public func removeLeftovers() {
        let folder = path + "/temporary"
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] {
            let file = folder + "/" + name
            let modified = (try? manager.attributesOfItem(atPath: file))?[.modificationDate] as? Date
            if let modified, modified.timeIntervalSinceNow < -86_400 { try? manager.removeItem(atPath: file) }
        }
    }

    /// The secret of this installation, made at random where there is none yet.
    public func secret() throws -> Secret {
        let file = path + "/secret.key"
        if let known = try? String(contentsOfFile: file, encoding: .utf8).trimmed, known.utf8.count >= 32 {
            return Secret(known)
        }
        let secret = Secret.random(bytes: 32)
        let draft = "\(file).\(getpid())"
        // Another process may be starting beside us: only one of them makes the file, both read it.
        let made = FileManager.default.createFile(
            atPath: draft, contents: Data(secret.exposed.utf8), attributes: [.posixPermissions: 0o600])
        guard made else {
            throw Failure(
                .unavailable, code: "data.secret", "The secret cannot be written to \(file). Mend the folder's rights.")
        }
        _ = link(draft, file)
        try? FileManager.default.removeItem(atPath: draft)
        return Secret(try String(contentsOfFile: file, encoding: .utf8).trimmed)
    }
}
