/// What the writer remembers of an entry until the central directory is written, and how its records look in bytes
/// (APPNOTE 4.3.7, 4.3.9 and 4.3.12).
struct DirectoryRecord {
    var name: [UInt8]
    var method: UInt16
    var flags: UInt16
    var timestamp: ZipTimestamp
    var crc32: UInt32 = 0
    var compressedSize: UInt64 = 0
    var uncompressedSize: UInt64 = 0
    var offset: UInt64
    var versionMadeBy: UInt16 = 45
    var internalAttributes: UInt16 = 0
    var externalAttributes: UInt32 = 0
    /// Without a Zip64 field, which is made anew.
    var extra: [UInt8] = []
    var comment: [UInt8] = []
    /// A number from here on does not fit into 32 bits; smaller in tests.
    var zip64From: UInt64

    static let utf8: UInt16 = 1 << 11
    static let sizesFollow: UInt16 = 1 << 3

    var needsWideSizes: Bool { compressedSize >= zip64From || uncompressedSize >= zip64From }

    func localHeader() -> [UInt8] {
        let later = flags & Self.sizesFollow != 0
        var bytes: [UInt8] = []
        bytes.reserveCapacity(30 + name.count)
        bytes.append(u32: 0x0403_4b50)
        bytes.append(u16: needsWideSizes ? 45 : 20)
        bytes.append(u16: flags)
        bytes.append(u16: method)
        bytes.append(u16: timestamp.dosTime)
        bytes.append(u16: timestamp.dosDate)
        bytes.append(u32: later ? 0 : crc32)
        bytes.append(u32: later ? 0 : UInt32(truncatingIfNeeded: compressedSize))
        bytes.append(u32: later ? 0 : UInt32(truncatingIfNeeded: uncompressedSize))
        bytes.append(u16: UInt16(truncatingIfNeeded: name.count))
        bytes.append(u16: 0)
        return bytes + name
    }

    /// Stands after the data where the sizes became known too late for 32 bits in the local header.
    func dataDescriptor() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(u32: 0x0807_4b50)
        bytes.append(u32: crc32)
        if needsWideSizes {
            bytes.append(u64: compressedSize)
            bytes.append(u64: uncompressedSize)
        } else {
            bytes.append(u32: UInt32(truncatingIfNeeded: compressedSize))
            bytes.append(u32: UInt32(truncatingIfNeeded: uncompressedSize))
        }
        return bytes
    }

    func centralHeader() -> [UInt8] {
        var wide: [UInt8] = []
        if uncompressedSize >= zip64From { wide.append(u64: uncompressedSize) }
        if compressedSize >= zip64From { wide.append(u64: compressedSize) }
        if offset >= zip64From { wide.append(u64: offset) }
        var fields = extra
        if !wide.isEmpty {
            var field: [UInt8] = []
            field.append(u16: 1)
            field.append(u16: UInt16(wide.count))
            fields = field + wide + extra
        }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(46 + name.count + fields.count + comment.count)
        bytes.append(u32: 0x0201_4b50)
        bytes.append(u16: versionMadeBy)
        bytes.append(u16: wide.isEmpty ? 20 : 45)
        bytes.append(u16: flags)
        bytes.append(u16: method)
        bytes.append(u16: timestamp.dosTime)
        bytes.append(u16: timestamp.dosDate)
        bytes.append(u32: crc32)
        bytes.append(u32: short(compressedSize))
        bytes.append(u32: short(uncompressedSize))
        bytes.append(u16: UInt16(truncatingIfNeeded: name.count))
        bytes.append(u16: UInt16(truncatingIfNeeded: fields.count))
        bytes.append(u16: UInt16(truncatingIfNeeded: comment.count))
        bytes.append(u16: 0)
        bytes.append(u16: internalAttributes)
        bytes.append(u32: externalAttributes)
        bytes.append(u32: short(offset))
        return bytes + name + fields + comment
    }

    private func short(_ value: UInt64) -> UInt32 {
        value >= zip64From ? .max : UInt32(truncatingIfNeeded: value)
    }
}

extension [UInt8] {
    mutating func append(u16 value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    mutating func append(u32 value: UInt32) {
        append(u16: UInt16(truncatingIfNeeded: value))
        append(u16: UInt16(truncatingIfNeeded: value >> 16))
    }

    mutating func append(u64 value: UInt64) {
        append(u32: UInt32(truncatingIfNeeded: value))
        append(u32: UInt32(truncatingIfNeeded: value >> 32))
    }
}
