import Glibc
import NIOCore

extension ByteBuffer {
    /// Where the readable bytes first have this pattern, as an index of the buffer.
    ///
    /// `memchr` is the quickest where the pattern's first byte is rare, as in nearly every file; where it is not, the
    /// rest is searched by what stands where the pattern would end (Horspool).
    func firstIndex(of pattern: [UInt8]) -> Int? {
        withUnsafeReadableBytes { bytes -> Int? in
            guard let start = bytes.baseAddress, let first = pattern.first else { return nil }
            var offset = 0
            var misses = 0
            while offset + pattern.count <= bytes.count {
                if misses > 16, misses * 32 > offset { return skipping(bytes, from: offset, for: pattern) }
                let range = bytes.count - pattern.count - offset + 1
                guard let found = memchr(start + offset, Int32(first), range) else { return nil }
                offset = UnsafeRawPointer(found) - start
                if memcmp(start + offset, pattern, pattern.count) == 0 { return readerIndex + offset }
                offset += 1
                misses += 1
            }
            return nil
        }
    }

    private func skipping(_ bytes: UnsafeRawBufferPointer, from begin: Int, for pattern: [UInt8]) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        let last = pattern.count - 1
        var shifts = [Int](repeating: pattern.count, count: 256)
        for (index, byte) in pattern.dropLast().enumerated() { shifts[Int(byte)] = last - index }
        var offset = begin
        while offset + pattern.count <= bytes.count {
            let byte = bytes[offset + last]
            if byte == pattern[last], memcmp(start + offset, pattern, last) == 0 { return readerIndex + offset }
            offset += shifts[Int(byte)]
        }
        return nil
    }

    /// How many bytes at the end are the beginning of a pattern whose first byte it has nowhere else.
    func countAtEnd(beginning pattern: [UInt8]) -> Int {
        withUnsafeReadableBytes { bytes in
            let tail = bytes.suffix(pattern.count - 1)
            guard let start = tail.lastIndex(where: { $0 == pattern.first }) else { return 0 }
            return pattern.starts(with: bytes[start...]) ? bytes.count - start : 0
        }
    }

    /// How many bytes the readable ones and the pattern have in common at the beginning.
    func countInCommon(with pattern: [UInt8]) -> Int {
        zip(readableBytesView, pattern).prefix { $0 == $1 }.count
    }
}
