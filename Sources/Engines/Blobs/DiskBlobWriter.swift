import Basics

/// A blob on its way to the disk. Its file is made with the first bytes, so that a small blob changes threads less often.
actor DiskBlobWriter: BlobWriter {
    private let places: BlobPlaces
    private let clock: WallClock
    private nonisolated let thread = DiskThread()
    private let path: String
    private var hasEnded = false
    private var file: File?
    private var digest = DigestBuilder()
    private(set) var size: Int64 = 0
    /// Up to where the disk has been told to begin.
    private var begun: Int64 = 0

    /// Bytes after which the disk begins to write, so that it is nearly done at the end.
    private static let stride: Int64 = 8 << 20

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(in places: BlobPlaces, clock: WallClock) {
        self.places = places
        self.clock = clock
        path = places.newIncomingPath()
    }

    deinit {
        if file != nil { _ = try? Folder.remove(path) }
    }

    func write(_ bytes: [UInt8]) throws {
        try attempt { file throws(BlobError) in
            try file.write(bytes)
            bytes.withUnsafeBytes { digest.update($0) }
            size += Int64(bytes.count)
            if size - begun >= DiskBlobWriter.stride {
                file.beginWriting(from: begun, count: size - begun)
                begun = size
            }
        }
    }

    func finish() throws -> Blob {
        let blob = Blob(digest: digest.finish(), size: size)
        try attempt { file throws(BlobError) in
            try file.seal(at: clock.now)
            try file.synchronize()
            try places.keep(path, as: blob.digest)
        }
        hasEnded = true
        file = nil
        return blob
    }

    func abort() {
        hasEnded = true
        guard file != nil else { return }
        file = nil
        _ = try? Folder.remove(path)
    }

    private func open() throws(BlobError) -> File {
        if let file { return file }
        let new = try File.create(path)
        file = new
        return new
    }

    /// A writer that has failed once holds no room any more.
    private func attempt(_ work: (File) throws(BlobError) -> Void) throws(BlobError) {
        guard !hasEnded else { throw .writerEnded }
        do throws(BlobError) {
            try work(try open())
        } catch {
            abort()
            throw error
        }
    }
}
