#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A regular file open for reading.
struct OpenFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    init(path: String) throws(FileKindError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, operation: "open", code: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// In bytes; an error where it is a folder, a pipe or a device.
    func size() throws(FileKindError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(path: path, operation: "fstat", code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, operation: "open, not a regular file", code: EINVAL)
        }
        return Int64(status.st_size)
    }

    /// Fills the room from an offset on; what comes back is shorter at the end of the file alone.
    func read(
        into room: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(FileKindError) -> ByteView {
        var done = 0
        while done < room.count {
            let start = room.baseAddress.map { $0 + done }
            let count = pread(descriptor, start, room.count - done, off_t(offset) + off_t(done))
            if count == 0 { break }
            if count > 0 {
                done += count
            } else if errno != EINTR {
                throw .unreadable(path: path, operation: "pread", code: errno)
            }
        }
        return ByteView(UnsafeRawBufferPointer(rebasing: room[..<done]))
    }
}
