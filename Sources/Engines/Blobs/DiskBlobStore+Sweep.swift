public import Basics

extension DiskBlobStore {
    /// A blob that seems unneeded is first renamed into the trash; whoever uploads the same content meanwhile makes a
    /// new file, and whoever touched it before left it young. Then references and age are looked at again, and it is
    /// removed or put back. What a crash leaves in the trash is settled by the next sweep.
    @discardableResult
    public func sweep(
        olderThan grace: Duration, isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>
    ) async throws -> BlobSweep {
        let cutoff = clock.now - grace
        var result = BlobSweep()
        for name in try Folder.names(in: places.incoming) {
            let path = "\(places.incoming)/\(name)"
            guard let status = try Folder.status(of: path), status.modified < cutoff else { continue }
            if try Folder.remove(path) { result.leftovers += 1 }
        }
        try await settleTrash(olderThan: cutoff, isReferenced: isReferenced, into: &result)
        var last: Digest?
        while true {
            let blobs = try list(after: last, most: 500)
            guard let end = blobs.last else { break }
            last = end.digest
            let old = try blobs.map(\.digest).filter { digest in
                try Folder.status(of: places.path(of: digest)).map { $0.modified < cutoff } ?? false
            }
            let referenced = old.isEmpty ? [] : try await isReferenced(old)
            for digest in old where !referenced.contains(digest) {
                _ = try Folder.rename(places.path(of: digest), to: places.trashPath(of: digest))
            }
            try await settleTrash(olderThan: cutoff, isReferenced: isReferenced, into: &result)
        }
        return result
    }

    private func settleTrash(
        olderThan cutoff: Instant, isReferenced: @Sendable ([Digest]) async throws -> Set<Digest>,
        into result: inout BlobSweep
    ) async throws {
        let digests = try Folder.names(in: places.trash).compactMap { Digest(hex: $0) }
        guard !digests.isEmpty else { return }
        let referenced: Set<Digest>
        do {
            referenced = try await isReferenced(digests)
        } catch {
            for digest in digests { try restore(digest) }
            throw error
        }
        for digest in digests {
            let path = places.trashPath(of: digest)
            guard let status = try Folder.status(of: path) else { continue }
            if referenced.contains(digest) || status.modified >= cutoff {
                try restore(digest)
                result.spared += 1
            } else if try Folder.remove(path) {
                result.blobs += 1
                result.bytes += status.size
            }
        }
    }

    /// Under its own name again, unless the same content has come anew.
    private func restore(_ digest: Digest) throws {
        do throws(BlobError) {
            try Folder.link(places.trashPath(of: digest), to: places.path(of: digest))
        } catch  where error.isNoEntry {
            return
        }
        _ = try Folder.remove(places.trashPath(of: digest))
    }
}
