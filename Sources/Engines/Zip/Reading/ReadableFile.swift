import Glibc

/// A file open for reading at any position, by any number of readers at once.
final class ReadableFile: Sendable {
    let size: UInt64
    private let descriptor: Int32

    init(path: String) throws(ZipError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .io(operation: "open", errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size >= 0 else {
            let code = errno
            close(descriptor)
            throw .io(operation: "fstat", errno: code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .io(operation: "open, not a regular file", errno: EINVAL)
        }
        self.descriptor = descriptor
        self.size = UInt64(status.st_size)
    }

    deinit { close(descriptor) }

    /// As many bytes as there are, up to the buffer's size; 0 at or past the end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(ZipError) -> Int {
        guard offset < size, buffer.count > 0 else { return 0 }
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw .io(operation: "pread", errno: errno) }
        }
    }

    /// Exactly so many bytes, or an error that names the piece.
    func bytes(at offset: UInt64, count: Int, of what: String) throws(ZipError) -> [UInt8] {
        guard count >= 0, UInt64(count) <= size, offset <= size - UInt64(count) else { throw .truncated(what: what) }
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let read = try fill(&bytes, from: done, at: offset + UInt64(done))
            guard read > 0 else { throw .truncated(what: what) }
            done += read
        }
        return bytes
    }

    private func fill(_ bytes: inout [UInt8], from start: Int, at offset: UInt64) throws(ZipError) -> Int {
        try bytes.withUnsafeMutableBufferPointer { buffer throws(ZipError) in
            try read(
                into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[start...])), at: offset)
        }
    }
}
