import Zip

/// Puts parts into a Zip archive, stored and with right checksums, so that what is mutated gets past the CRC.
struct StoredArchive {
    var members: [(name: [UInt8], bytes: [UInt8])] = []

    init() {}

    init(_ parts: KeyValuePairs<String, [UInt8]>) {
        for (name, bytes) in parts { members.append((Array(name.utf8), bytes)) }
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in members {
            var checksum = CRC32()
            bytes.withUnsafeBytes { checksum.update($0) }
            let size = le(bytes.count, 4)
            let common = le(20, 2) + le(0x800, 2) + le(0, 6) + le(Int(checksum.value), 4) + size + size
            let lengths = le(name.count, 2) + le(0, 2)
            directory += le(0x0201_4b50, 4) + le(20, 2) + common + lengths + le(0, 10) + le(out.count, 4) + name
            out += le(0x0403_4b50, 4) + common + lengths + name + bytes
        }
        let tail = le(members.count, 2) + le(members.count, 2) + le(directory.count, 4) + le(out.count, 4) + le(0, 2)
        return out + directory + le(0x0605_4b50, 4) + le(0, 4) + tail
    }

    private func le(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
