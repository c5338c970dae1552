import Glibc
import Images

/// A file open for one image.
struct Descriptor: ~Copyable {
    let number: Int32
    let path: String

    /// A regular file for reading.
    init(reading path: String) throws(ImageError) {
        let descriptor = try Descriptor(path, flags: O_RDONLY | O_NOCTTY | O_NONBLOCK)
        var status = stat()
        guard fstat(descriptor.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unavailable(detail: "'\(path)' is no file")
        }
        self = descriptor
    }

    /// A new file for writing.
    init(creating path: String) throws(ImageError) {
        try self.init(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
    }

    private init(_ path: String, flags: Int32) throws(ImageError) {
        self.path = path
        number = open(path, flags | O_CLOEXEC, 0o600)
        guard number >= 0 else {
            throw .unavailable(detail: "'\(path)' cannot be opened: \(String(cString: strerror(errno)))")
        }
    }

    deinit { if number >= 0 { close(number) } }

    /// From the start again, for another reader.
    func rewind() -> Int32 {
        lseek(number, 0, SEEK_SET)
        return number
    }

    func start(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(number, &bytes, count, 0)
        return Array(bytes.prefix(max(read, 0)))
    }
}
