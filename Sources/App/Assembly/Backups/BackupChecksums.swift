import Basics
import Foundation
import ImportRuns
import Storage

/// The file `SHA256SUMS` of a backup, as coreutils' `sha256sum --check` reads it: the three single files, then the blobs.
struct BackupChecksums {
    private var lines: [(name: String, digest: Digest)] = []

    private static let mostBytes = 64 << 10

    mutating func add(_ name: String, _ digest: Digest) {
        lines.append((name, digest))
    }

    func write(to path: String, blobsReferencedBy storage: any Storage) async throws {
        let file = try DigestedFile.create(path)
        for line in lines { try file.write(contentsOf: Data("\(line.digest.hex)  \(line.name)\n".utf8)) }
        var last: Digest?
        while true {
            let after = last
            let digests = try await storage.read { tx in
                try BlobReferences.list(after: after, most: 500, in: tx)
            }
            guard let end = digests.last else { break }
            last = end
            let text = digests.map { digest in
                let hex = digest.hex
                return "\(hex)  files/blobs/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)\n"
            }.joined()
            try file.write(contentsOf: Data(text.utf8))
        }
        try file.synchronize()
        try file.close()
    }

    init() {}

    /// Reads what stands before the blobs, whose names are their digests anyway.
    init(at path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path), let data = try file.read(upToCount: Self.mostBytes) else {
            throw BackupChecksums.unreadable(path)
        }
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n").prefix(8) {
            let halves = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard halves.count == 2, let digest = Digest(hex: String(halves[0])) else { continue }
            add(String(halves[1].trimmingPrefix(" ")), digest)
        }
    }

    /// Refuses a file whose content is not what was backed up.
    func check(_ name: String, _ digest: Digest) throws {
        guard lines.contains(where: { $0.name == name && $0.digest == digest }) else {
            throw Failure(
                .conflict, code: "backup.damaged",
                "\(name) of the backup is not what was backed up: its digest is not the one in SHA256SUMS. Nothing was restored; "
                    + "take another backup.")
        }
    }

    static func unreadable(_ path: String) -> Failure {
        Failure(
            .unavailable, code: "backup.damaged",
            "\(path) cannot be read. Name the folder of one backup, as `gatehouse backup` printed it, or mend its rights."
        )
    }
}
