extension BlobStore {
    /// Gives every blob once, in the order of the digests; what comes or goes meanwhile is given or not.
    ///
    /// - Parameter page: how many are held at a time.
    public func forEachBlob(page: Int = 1000, _ body: (Blob) async throws -> Void) async throws {
        var last: Blob?
        while true {
            try Task.checkCancellation()
            let blobs = try await list(after: last?.digest, most: max(page, 1))
            guard !blobs.isEmpty else { return }
            for blob in blobs { try await body(blob) }
            last = blobs.last
        }
    }
}
