import Basics

/// A blob on the disk, held open: unlinking does not disturb it.
actor DiskBlobReader: BlobReader {
    let size: Int64
    private let file: File
    private nonisolated let thread = DiskThread()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ digest: Digest, in places: BlobPlaces) throws {
        do throws(BlobError) {
            file = try File.openForReading(places.path(of: digest))
            size = try file.size()
        } catch {
            throw error.isNoEntry ? .missing(digest) : error
        }
    }

    func read(offset: Int64, most: Int) throws -> [UInt8] {
        guard offset >= 0, offset < size else { return [] }
        return try file.read(offset: offset, most: Int(min(Int64(min(most, largestBlobRead)), size - offset)))
    }

    nonisolated func readCached(offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        return file.readCached(offset: offset, into: buffer)
    }
}
