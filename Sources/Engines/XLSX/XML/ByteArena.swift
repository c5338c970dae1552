import Glibc

/// Bytes one after another in one block that grows and is used again, without a reference count.
struct ByteArena: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = Self.block(nil, self.capacity)
    }

    deinit { free(base) }

    mutating func removeAll() { count = 0 }

    mutating func removeLast(_ number: Int) { count = max(count - number, 0) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, _ number: Int) {
        if capacity &- count < number { grow(by: number) }
        memcpy(base + count, bytes, number)
        count &+= number
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(unit) }
    }

    /// Large blocks move by remapping pages, so growing copies nothing and never needs twice the memory.
    private mutating func grow(by number: Int) {
        capacity = max(capacity + capacity / 2, count + number)
        base = Self.block(base, capacity)
    }

    private static func block(_ old: UnsafeMutablePointer<UInt8>?, _ size: Int) -> UnsafeMutablePointer<UInt8> {
        guard let block = realloc(old, size) else { preconditionFailure("out of memory for \(size) bytes") }
        return block.assumingMemoryBound(to: UInt8.self)
    }
}
