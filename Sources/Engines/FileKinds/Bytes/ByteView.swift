#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Bytes in memory whose every access is checked: what lies outside is nil or false.
struct ByteView {
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var count: Int { bytes.count }

    func u8(_ position: Int) -> UInt8? {
        position >= 0 && position < bytes.count ? bytes[position] : nil
    }

    func u16le(_ position: Int) -> UInt16? { load(position, as: UInt16.self).map(UInt16.init(littleEndian:)) }
    func u32le(_ position: Int) -> UInt32? { load(position, as: UInt32.self).map(UInt32.init(littleEndian:)) }
    func u64le(_ position: Int) -> UInt64? { load(position, as: UInt64.self).map(UInt64.init(littleEndian:)) }
    func u16be(_ position: Int) -> UInt16? { load(position, as: UInt16.self).map(UInt16.init(bigEndian:)) }
    func u32be(_ position: Int) -> UInt32? { load(position, as: UInt32.self).map(UInt32.init(bigEndian:)) }
    func u64be(_ position: Int) -> UInt64? { load(position, as: UInt64.self).map(UInt64.init(bigEndian:)) }

    private func load<Number: FixedWidthInteger & BitwiseCopyable>(_ position: Int, as type: Number.Type) -> Number? {
        guard position >= 0, position <= bytes.count - MemoryLayout<Number>.size else { return nil }
        return bytes.loadUnaligned(fromByteOffset: position, as: type)
    }

    /// Whether an ASCII text stands here.
    func has(_ text: StaticString, at position: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position >= 0, position <= bytes.count - length, let start = bytes.baseAddress else { return false }
        return memcmp(start + position, text.utf8Start, length) == 0
    }

    /// The same, where the text is in lower case and the bytes may be in any.
    func hasIgnoringCase(_ text: StaticString, at position: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position >= 0, position <= bytes.count - length else { return false }
        for index in 0..<length where bytes[position + index].asciiLowercased != text.utf8Start[index] { return false }
        return true
    }

    /// Where a byte is found first from a position on.
    func first(_ byte: UInt8, from position: Int) -> Int? {
        guard position >= 0, position < bytes.count, let start = bytes.baseAddress,
            let found = memchr(start + position, Int32(byte), bytes.count - position)
        else { return nil }
        return UnsafeRawPointer(found) - start
    }

    /// Where a text is found first; to be used on short views.
    func first(_ text: StaticString) -> Int? {
        var position = 0
        while let found = first(text.utf8Start[0], from: position) {
            if has(text, at: found) { return found }
            position = found + 1
        }
        return nil
    }

    func prefix(_ count: Int) -> ByteView { ByteView(UnsafeRawBufferPointer(rebasing: bytes.prefix(count))) }
    func suffix(_ count: Int) -> ByteView { ByteView(UnsafeRawBufferPointer(rebasing: bytes.suffix(count))) }
    func dropFirst(_ count: Int) -> ByteView { ByteView(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(count))) }
}

extension UInt8 {
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }
}
