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

    /// The same for bytes of which at least sixteen can be read, however few of them are wanted.
    @inline(__always)
    mutating func appendShort(_ bytes: UnsafePointer<UInt8>, _ number: Int) {
        guard number <= 16 else { return append(bytes, number) }
        if capacity &- count < 16 { grow(by: 16) }
        let source = UnsafeRawPointer(bytes)
        let target = UnsafeMutableRawPointer(base + count)
        target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
        target.storeBytes(
            of: source.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
        count &+= number
    }

    /// A number of four bytes, as the machine keeps it.
    @inline(__always)
    mutating func append(word: UInt32) {
        if capacity &- count < 4 { grow(by: 4) }
        UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt32.self)
        count &+= 4
    }

    /// Free space behind the bytes, to be filled by others and then counted by `fill`.
    mutating func room(for number: Int) -> UnsafeMutableRawBufferPointer {
        if capacity - count < number { grow(by: number) }
        return UnsafeMutableRawBufferPointer(start: base + count, count: number)
    }

    mutating func fill(_ number: Int) { count = min(count + number, capacity) }

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
