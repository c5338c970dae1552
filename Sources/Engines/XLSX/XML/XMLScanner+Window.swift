import Glibc

/// Looking ahead in the window, and sliding it along the part.
extension XMLScanner {
    /// The byte so far from the cursor, reading on where the window ends.
    @inline(__always)
    mutating func byte(_ offset: Int) throws(XLSXError) -> UInt8 {
        if cursor &+ offset >= end {
            guard try more(offset, limits.maximumTagBytes, "maximumTagBytes") else {
                throw malformed("the part ends inside a tag")
            }
        }
        return base[cursor &+ offset]
    }

    mutating func stands(_ text: StaticString) throws(XLSXError) -> Bool {
        for index in 0..<text.utf8CodeUnitCount {
            guard try byte(index) == text.utf8Start[index] else { return false }
        }
        return true
    }

    mutating func find(
        _ text: StaticString, from start: Int, _ allowed: Int, _ limit: String
    ) throws(XLSXError) -> Int {
        var offset = start
        let length = text.utf8CodeUnitCount
        while true {
            while cursor + offset + length > end {
                guard try more(offset, allowed, limit) else { throw malformed("'\(text)' is missing") }
            }
            if memcmp(base + cursor + offset, text.utf8Start, length) == 0 { return offset }
            offset += 1
        }
    }

    /// Comments may be of any length, so they slide by.
    mutating func skip(past text: StaticString, from start: Int) throws(XLSXError) {
        cursor += start
        while try !stands(text) { cursor += 1 }
        cursor += text.utf8CodeUnitCount
    }

    /// Slides the window to the cursor and reads on; false at the end of the part. `kept` bytes are a token being
    /// scanned.
    mutating func more(_ kept: Int, _ allowed: Int, _ limit: String) throws(XLSXError) -> Bool {
        if sourceEnded { return false }
        if kept > allowed {
            throw .limitExceeded(limit: limit, allowed: allowed, found: kept, part: source.part)
        }
        if cursor > 0 {
            memmove(base, base + cursor, end - cursor)
            slidOut += cursor
            end -= cursor
            cursor = 0
        }
        if capacity - end < capacity / 4 {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            memcpy(larger, base, end)
            base.deallocate()
            base = larger
            capacity *= 2
        }
        let room = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
        let count = try source.read(into: room)
        end += count
        sourceEnded = count == 0
        return count > 0
    }
}
