import Glibc
import NIOCore

extension ByteBuffer {
    /// Where the readable bytes first have this pattern, as an index of the buffer.
    func firstIndex(of pattern: [UInt8]) -> Int? {
        withUnsafeReadableBytes { bytes in
            guard let start = bytes.baseAddress, let first = pattern.first else { return nil }
            var offset = 0
            while offset + pattern.count <= bytes.count {
                let range = bytes.count - pattern.count - offset + 1
                guard let found = memchr(start + offset, Int32(first), range) else { return nil }
                offset = UnsafeRawPointer(found) - start
                if memcmp(start + offset, pattern, pattern.count) == 0 { return readerIndex + offset }
                offset += 1
            }
            return nil
        }
    }
}
