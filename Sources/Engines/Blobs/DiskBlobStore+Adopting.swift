public import Basics

extension DiskBlobStore {
    /// Gives a blob of another store a second name in this one, without copying its bytes. The name is not flushed.
    ///
    /// - Returns: false where the other store lacks the blob, or lies on another disk or one that knows no links.
    public func adopt(_ digest: Digest, from other: DiskBlobStore) throws -> Bool {
        let place = places.path(of: digest)
        try Folder.make(Folder.parent(of: place))
        do throws(BlobError) {
            try Folder.link(other.places.path(of: digest), to: place)
            return true
        } catch {
            guard error.isNoLink else { throw error }
            return false
        }
    }
}
