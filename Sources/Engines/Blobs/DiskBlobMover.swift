import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Turns a file that is already there into a blob.
actor DiskBlobMover {
    private let places: BlobPlaces
    private let clock: WallClock
    private nonisolated let thread = DiskThread()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(places: BlobPlaces, clock: WallClock) {
        self.places = places
        self.clock = clock
    }

    /// Renamed where it lies on the same disk, copied otherwise.
    func put(fileAt path: String) throws -> Blob {
        let file = try File.openForReading(path)
        let incoming = places.newIncomingPath()
        do throws(BlobError) {
            _ = try retrying("rename", path) { rename(path, incoming) }
        } catch {
            guard case .system(_, _, EXDEV) = error else { throw error }
            return try copy(file, from: path, to: incoming)
        }
        do throws(BlobError) {
            let blob = try hash(file)
            try file.seal(at: clock.now)
            try file.synchronize()
            try places.keep(incoming, as: blob.digest)
            return blob
        } catch {
            // What could not be kept goes back to where it came from.
            _ = try? Folder.rename(incoming, to: path)
            throw error
        }
    }

    private func copy(_ source: File, from path: String, to incoming: String) throws -> Blob {
        let target = try File.create(incoming)
        do throws(BlobError) {
            let blob = try hash(source, copyingTo: target)
            try target.seal(at: clock.now)
            try target.synchronize()
            try places.keep(incoming, as: blob.digest)
            _ = try Folder.remove(path)
            return blob
        } catch {
            _ = try? Folder.remove(incoming)
            throw error
        }
    }

    private func hash(_ file: File, copyingTo target: File? = nil) throws(BlobError) -> Blob {
        var digest = DigestBuilder()
        var size: Int64 = 0
        while true {
            let bytes = try file.read(offset: size, most: largestBlobRead)
            guard !bytes.isEmpty else { return Blob(digest: digest.finish(), size: size) }
            bytes.withUnsafeBytes { digest.update($0) }
            try target?.write(bytes)
            size += Int64(bytes.count)
        }
    }
}
