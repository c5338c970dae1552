import Basics
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file of a backup that is no blob: copied and written whole, flushed, and known by its digest.
enum DigestedFile {
    private static let piece = 1 << 20

    static func digest(of path: String) throws -> (digest: Digest, bytes: Int64) {
        try read(path) { _ in }
    }

    /// Readable by its owner alone.
    static func copy(_ path: String, to target: String) throws -> (digest: Digest, bytes: Int64) {
        let file = try create(target)
        let result = try read(path) { try file.write(contentsOf: $0) }
        try file.synchronize()
        try file.close()
        return result
    }

    static func write(_ text: String, to target: String) throws -> Digest {
        let file = try create(target)
        try file.write(contentsOf: Data(text.utf8))
        try file.synchronize()
        try file.close()
        return Digest(of: text)
    }

    static func create(_ path: String) throws -> FileHandle {
        guard
            FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw refused("made", path) }
        return file
    }

    /// Makes a file lasting that others wrote.
    static func flush(_ path: String) throws {
        guard let file = FileHandle(forUpdatingAtPath: path) else { throw refused("opened", path) }
        try file.synchronize()
        try file.close()
    }

    /// Makes the names in a folder lasting, and before them everything that was written anywhere, links included: one
    /// call for a hundred thousand of them. Linux returns when it is done (sync(2)).
    static func flushNames(in folder: String) throws {
        sync()
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refused("opened", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refused("flushed", folder) }
    }

    static func rename(_ path: String, to target: String) throws {
        guard Foundation.rename(path, target) == 0 else { throw refused("renamed to \(target)", path) }
    }

    private static func read(_ path: String, _ body: (Data) throws -> Void) throws -> (digest: Digest, bytes: Int64) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw refused("read", path) }
        defer { try? file.close() }
        var builder = DigestBuilder()
        var bytes: Int64 = 0
        while let data = try file.read(upToCount: piece), !data.isEmpty {
            data.withUnsafeBytes { builder.update($0) }
            bytes += Int64(data.count)
            try body(data)
        }
        return (builder.finish(), bytes)
    }

    private static func refused(_ action: String, _ path: String) -> Failure {
        Failure(
            .unavailable, code: "backup.file",
            "\(path) cannot be \(action): \(String(cString: strerror(errno))). Mend its rights or make room, then run it again."
        )
    }
}
