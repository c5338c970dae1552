import Glibc

/// The bytes of a file or of an array, from first to last.
struct ByteInput: ~Copyable {
    private let descriptor: Int32
    private let bytes: [UInt8]
    private var offset = 0

    init(_ origin: TextSource.Origin) throws(DelimitedTextError) {
        switch origin {
        case .bytes(let bytes):
            self.bytes = bytes
            descriptor = -1
        case .file(let path):
            bytes = []
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .io(operation: "open", errno: errno) }
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// As many bytes as there are, up to the buffer's size; 0 at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DelimitedTextError) -> Int {
        if descriptor < 0 {
            let count = min(buffer.count, bytes.count - offset)
            buffer.copyBytes(from: bytes[offset..<offset + count])
            offset += count
            return count
        }
        guard buffer.count > 0 else { return 0 }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .io(operation: "read", errno: errno) }
        }
    }
}
