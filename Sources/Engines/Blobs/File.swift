import Basics
import CDisk

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An open file of the system. Its calls block; they are made on a `DiskThread`.
package final class File: Sendable {
    let path: String
    private let descriptor: Int32

    /// A new file that must not exist yet, for writing.
    package static func create(_ path: String) throws(BlobError) -> File {
        try File(path, flags: O_WRONLY | O_CREAT | O_EXCL)
    }

    package static func openForReading(_ path: String) throws(BlobError) -> File {
        try File(path, flags: O_RDONLY)
    }

    /// Makes the names in a folder as lasting as its files.
    static func synchronize(folder path: String) throws(BlobError) {
        try File(path, flags: O_RDONLY | O_DIRECTORY).synchronize()
    }

    /// A folder may be a link to one on another disk; a file may not.
    private init(_ path: String, flags: Int32) throws(BlobError) {
        self.path = path
        let following = flags & O_DIRECTORY == 0 ? O_NOFOLLOW : 0
        descriptor = try retrying("open", path) { open(path, flags | O_CLOEXEC | following, 0o600) }
    }

    deinit {
        close(descriptor)
    }

    package func write(_ bytes: [UInt8]) throws(BlobError) {
        try bytes.withUnsafeBufferPointer { whole throws(BlobError) in
            var rest = whole[...]
            while !rest.isEmpty {
                let buffer = UnsafeBufferPointer(rebasing: rest)
                let count = try retrying("write", path) { systemWrite(descriptor, buffer.baseAddress, buffer.count) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Lets the disk begin with these bytes, so that flushing the file at the end takes less long.
    func beginWriting(from offset: Int64, count: Int64) {
        _ = disk_begin_writing(descriptor, offset, count)
    }

    /// Fewer than asked for only at the end.
    package func read(offset: Int64, most: Int) throws(BlobError) -> [UInt8] {
        var failure: BlobError?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(most, 0)) { buffer, filled in
            do throws(BlobError) {
                while filled < most {
                    let start = buffer.baseAddress.map { $0 + filled }
                    let count = try retrying("read", path) {
                        pread(descriptor, start, most - filled, off_t(offset) + off_t(filled))
                    }
                    if count == 0 { break }
                    filled += count
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Never waits for the disk: gives what is in memory already, and 0 where nothing is or nobody can tell.
    func readCached(offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        max(0, disk_read_cached(descriptor, buffer.baseAddress, buffer.count, offset))
    }

    func synchronize() throws(BlobError) {
        _ = try retrying("fsync", path) { fsync(descriptor) }
    }

    /// In bytes.
    func size() throws(BlobError) -> Int64 {
        var status = stat()
        _ = try retrying("fstat", path) { fstat(descriptor, &status) }
        return Int64(status.st_size)
    }

    /// Seals the content: for reading only, and as old as this moment.
    func seal(at moment: Instant) throws(BlobError) {
        _ = try retrying("fchmod", path) { fchmod(descriptor, 0o440) }
        let times = [moment.systemTime, moment.systemTime]
        _ = try retrying("futimens", path) { futimens(descriptor, times) }
    }
}

/// Calls until it is not interrupted by a signal, and turns -1 into an error.
func retrying<Number: SignedInteger>(
    _ operation: String, _ path: String, _ call: () -> Number
) throws(BlobError) -> Number {
    while true {
        let result = call()
        guard result == -1 else { return result }
        switch errno {
        case EINTR: continue
        case ENOSPC, EDQUOT: throw .full(path: path)
        case let code: throw .system(operation: operation, path: path, code: code)
        }
    }
}

func systemMessage(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}

extension Instant {
    /// As the calls of the system take a time.
    var systemTime: timespec {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return timespec(tv_sec: Int(seconds), tv_nsec: Int(rest) * 1000)
    }

    init(_ time: timespec) {
        self.init(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

extension BlobError {
    static var noEntry: Int32 { ENOENT }

    /// Whether the system found nothing at the path.
    var isNoEntry: Bool {
        if case .system(_, _, ENOENT) = self { true } else { false }
    }

    /// Whether the system gives this file no second name: it is missing, elsewhere, or has too many already.
    var isNoLink: Bool {
        if case .system(_, _, let code) = self {
            [ENOENT, EXDEV, EMLINK, EPERM, ENOTSUP].contains(code)
        } else {
            false
        }
    }
}

/// `write` of the system, whose name a method hides.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
