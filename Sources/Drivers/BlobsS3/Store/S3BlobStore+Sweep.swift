public import Basics
public import Blobs

extension S3BlobStore {
    /// Only objects that are old are removed, each by its own name: whoever uploads or touches the same content meanwhile
    /// makes another object, which stays.
    @discardableResult
    public func sweep(
        olderThan grace: Duration, isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>
    ) async throws -> BlobSweep {
        let cutoff = clock.now - grace
        var result = BlobSweep()
        try await removeUploads(before: cutoff, into: &result)
        try await removeIncoming(before: cutoff, into: &result)
        var last: String?
        // The youngest object so far of the blob at which a page ended.
        var pending: Candidate?
        while true {
            let page = try await objects.list(ObjectName.blobs, after: last, most: 500)
            var superfluous: [String] = []
            var old: [Candidate] = []
            for candidate in page.objects.compactMap(Candidate.init) {
                if let before = pending, before.made < cutoff {
                    if before.digest == candidate.digest { superfluous.append(before.name) } else { old.append(before) }
                }
                pending = candidate
            }
            if page.isLast, let before = pending, before.made < cutoff { old.append(before) }
            try await objects.delete(superfluous)
            result.leftovers += superfluous.count
            try await remove(old, unless: isReferenced, into: &result)
            if page.isLast { return result }
            last = page.objects.last?.name
        }
    }

    private func remove(
        _ old: [Candidate], unless isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>,
        into result: inout BlobSweep
    ) async throws {
        guard !old.isEmpty else { return }
        let referenced = try await isReferenced(old.map(\.digest))
        let unneeded = old.filter { !referenced.contains($0.digest) }
        guard !unneeded.isEmpty else { return }
        let needed = try await isReferenced(unneeded.map(\.digest))
        let gone = unneeded.filter { !needed.contains($0.digest) }
        try await objects.delete(gone.map(\.name))
        result.spared += unneeded.count - gone.count
        result.blobs += gone.count
        result.bytes += gone.reduce(0) { $0 + $1.size }
    }

    /// Uploads in parts that a crash or a lost connection has left.
    private func removeUploads(before cutoff: Instant, into result: inout BlobSweep) async throws {
        var last: S3Upload?
        while true {
            let page = try await objects.listUploads(after: last)
            for upload in page.uploads {
                guard let name = ObjectName(upload.name), name.made < cutoff else { continue }
                if try await objects.remove(upload) { result.leftovers += 1 }
            }
            if page.isLast { return }
            last = page.uploads.last
        }
    }

    /// Objects that were complete and had not got the name of their digest yet.
    private func removeIncoming(before cutoff: Instant, into result: inout BlobSweep) async throws {
        var last: String?
        while true {
            let page = try await objects.list(ObjectName.incoming, after: last, most: 500)
            let old = page.objects.map(\.name).filter { name in ObjectName(name).map { $0.made < cutoff } ?? false }
            try await objects.delete(old)
            result.leftovers += old.count
            if page.isLast { return }
            last = page.objects.last?.name
        }
    }
}

/// An object of a blob.
private struct Candidate {
    let name: String
    let digest: Digest
    let made: Instant
    let size: Int64

    init?(_ object: S3Object) {
        guard let name = ObjectName(object.name), let digest = name.digest else { return nil }
        self.name = object.name
        self.digest = digest
        made = name.made
        size = object.size
    }
}
