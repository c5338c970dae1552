import Basics
import Blobs
import ImportRuns
import Storage

/// Brings blobs from one store into another; what is there already is not copied again.
struct FileCopy: Sendable {
    let source: any BlobStore
    let destination: any BlobStore
    /// Tried before a blob is copied: makes it appear in the destination without copying, or answers false.
    var shortcut: @Sendable (_ digest: Digest) async throws -> Bool = { _ in false }
    let tell: @Sendable (String) -> Void

    private static let atOnce = 8
    private static let page = 500

    /// Every blob of the source.
    func copyAll() async throws -> CopiedFiles {
        try await copy { last in try await source.list(after: last, most: Self.page).map(\.digest) }
    }

    /// The blobs that a database refers to. One that is missing in the source is `BlobError.missing`.
    func copyReferenced(by storage: any Storage) async throws -> CopiedFiles {
        try await copy { last in
            try await storage.read { tx in try BlobReferences.list(after: last, most: Self.page, in: tx) }
        }
    }

    private func copy(_ next: (Digest?) async throws -> [Digest]) async throws -> CopiedFiles {
        var report = CopiedFiles()
        var last: Digest?
        while true {
            let digests = try await next(last)
            guard let end = digests.last else { return report }
            last = end
            try await withThrowingTaskGroup(of: Int64?.self) { group in
                for (index, digest) in digests.enumerated() {
                    if index >= Self.atOnce, let size = try await group.next() { report.count(size) }
                    group.addTask { try await copy(digest) }
                }
                while let size = try await group.next() { report.count(size) }
            }
            tell("\(report.copied + report.present) files, \(ByteCount(report.bytes)) copied")
        }
    }

    /// Its bytes, or nil where it was there. A blob stands under the digest of what was written, so a copy that has
    /// the right name is whole.
    private func copy(_ digest: Digest) async throws -> Int64? {
        if try await destination.exists(digest) { return nil }
        if try await shortcut(digest) { return nil }
        let reader = try await source.open(digest)
        let writer = try await destination.makeWriter()
        do {
            while true {
                let piece = try await reader.read(offset: writer.size, most: largestBlobRead)
                guard !piece.isEmpty else { break }
                try await writer.write(piece)
            }
            let blob = try await writer.finish()
            guard blob.digest == digest else {
                try await destination.delete(blob.digest)
                throw Failure(
                    .conflict, code: "files.damaged",
                    "The file \(digest) is damaged where it was read: its content has another digest. Bring it back from a "
                        + "backup that is whole, then run it again.")
            }
            return blob.size
        } catch {
            await writer.abort()
            throw error
        }
    }
}

/// How many blobs were brought over.
public struct CopiedFiles: Sendable, Equatable {
    public internal(set) var copied = 0
    /// Found in the destination already.
    public internal(set) var present = 0
    public internal(set) var bytes: Int64 = 0

    mutating func count(_ size: Int64?) {
        if let size {
            copied += 1
            bytes += size
        } else {
            present += 1
        }
    }
}
