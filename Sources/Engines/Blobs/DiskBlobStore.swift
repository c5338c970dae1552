public import Basics

/// Blobs as files of one folder: `blobs/ab/cd/<digest>`, and `incoming/` for what is being written.
///
/// A blob is written under a name of its own, flushed, renamed and its folder flushed, so a crash leaves the whole blob
/// or none. Several processes may share the folder.
public actor DiskBlobStore: BlobStore {
    let places: BlobPlaces
    let clock: WallClock
    private nonisolated let thread = DiskThread()

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Makes the folder where it is missing.
    public init(root: String, clock: WallClock = .system) throws {
        places = BlobPlaces(root: root)
        self.clock = clock
        for folder in [places.blobs, places.incoming, places.trash] {
            try Folder.make(folder)
        }
    }

    public nonisolated func makeWriter() async throws -> any BlobWriter {
        DiskBlobWriter(in: places, clock: clock)
    }

    public nonisolated func put(fileAt path: String) async throws -> Blob {
        try await DiskBlobMover(places: places, clock: clock).put(fileAt: path)
    }

    public func open(_ digest: Digest) throws -> any BlobReader {
        try DiskBlobReader(digest, in: places)
    }

    public nonisolated func withLocalFile<Value: Sendable>(
        _ digest: Digest, _ body: @Sendable (_ path: String) async throws -> Value
    ) async throws -> Value {
        // The body looks at the file anyway, so this look needs no thread of its own.
        guard try Folder.status(of: places.path(of: digest)) != nil else { throw BlobError.missing(digest) }
        return try await body(places.path(of: digest))
    }

    public func exists(_ digest: Digest) throws -> Bool {
        try Folder.status(of: places.path(of: digest)) != nil
    }

    public func touch(_ digest: Digest) throws -> Bool {
        try Folder.touch(places.path(of: digest), at: clock.now)
    }

    @discardableResult
    public func delete(_ digest: Digest) throws -> Bool {
        try Folder.remove(places.path(of: digest))
    }

    public func list(after digest: Digest?, most: Int) throws -> [Blob] {
        var found: [Blob] = []
        let start = digest?.hex ?? ""
        for outer in try Folder.names(in: places.blobs) where outer >= start.prefix(2) {
            for inner in try Folder.names(in: "\(places.blobs)/\(outer)") where outer + inner >= start.prefix(4) {
                for name in try Folder.names(in: "\(places.blobs)/\(outer)/\(inner)") where name > start {
                    guard found.count < most else { return found }
                    guard let digest = Digest(hex: name), let status = try Folder.status(of: places.path(of: digest))
                    else { continue }
                    found.append(Blob(digest: digest, size: status.size))
                }
            }
        }
        return found
    }
}

/// Where things lie in the folder of a `DiskBlobStore`.
struct BlobPlaces: Sendable {
    let root: String

    var blobs: String { "\(root)/blobs" }
    var incoming: String { "\(root)/incoming" }
    /// Blobs that the sweep has taken away and not yet removed.
    var trash: String { "\(root)/trash" }

    func path(of digest: Digest) -> String {
        "\(blobs)/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2).prefix(2))/\(digest.hex)"
    }

    func trashPath(of digest: Digest) -> String { "\(trash)/\(digest.hex)" }

    /// A path that nobody else has.
    func newIncomingPath() -> String {
        var generator = SystemRandomNumberGenerator()
        return "\(incoming)/\(Hex.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }))"
    }

    /// Gives a file that is whole and flushed the name of its digest, lastingly.
    func keep(_ path: String, as digest: Digest) throws(BlobError) {
        let place = self.path(of: digest)
        try Folder.make(Folder.parent(of: place))
        guard try Folder.rename(path, to: place) else {
            throw .system(operation: "rename", path: path, code: BlobError.noEntry)
        }
        try File.synchronize(folder: Folder.parent(of: place))
    }
}
