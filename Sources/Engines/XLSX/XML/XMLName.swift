/// The local name of an element or attribute, sixteen bytes of it packed for comparing at once.
struct XMLName: Equatable {
    private let head: UInt64
    private let tail: UInt64
    private let length: Int

    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ length: Int) {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        for index in 0..<min(length, 8) { head |= UInt64(start[index]) &<< UInt64(8 * index) }
        if length > 8 {
            for index in 8..<min(length, 16) { tail |= UInt64(start[index]) &<< UInt64(8 * index - 64) }
        }
        self.head = head
        self.tail = tail
        self.length = length
    }

    /// A name of up to eight bytes, the first in the lowest place.
    @inline(__always)
    init(packed head: UInt64, _ length: Int) {
        self.head = head
        tail = 0
        self.length = length
    }

    init(_ name: StaticString) {
        self.init(name.utf8Start, name.utf8CodeUnitCount)
    }

    static func ~= (pattern: XMLName, value: XMLName) -> Bool { pattern == value }
}
