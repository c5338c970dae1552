import Foundation
import Zip

/// Puts together archives byte by byte, right or wrong on purpose.
struct ZipBuilder {
    struct Member {
        var name: String
        /// The bytes as they stand in the archive.
        var packed: [UInt8]
        var method: UInt16 = 0
        var flags: UInt16 = 0x800
        var crc: UInt32
        var size: UInt64
        var hasDescriptor = false
        var zip64 = false
        /// Where the directory says that the entry lies, if it lies.
        var claimedOffset: UInt64?

        static func stored(_ name: String, _ text: String) -> Member { stored(name, Array(text.utf8)) }

        static func stored(_ name: String, _ bytes: [UInt8]) -> Member {
            Member(name: name, packed: bytes, crc: checksum(bytes), size: UInt64(bytes.count))
        }

        static func checksum(_ bytes: [UInt8]) -> UInt32 {
            var crc = CRC32()
            bytes.withUnsafeBytes { crc.update($0) }
            return crc.value
        }
    }

    var prefix: [UInt8] = []
    var members: [Member] = []
    var comment: [UInt8] = []
    var disk: UInt16 = 0
    var zip64End = false
    var trailing: [UInt8] = []

    var bytes: [UInt8] {
        var out = prefix
        var directory: [UInt8] = []
        for member in members {
            let offset = member.claimedOffset ?? UInt64(out.count - prefix.count)
            let name = Array(member.name.utf8)
            let flags = member.flags | (member.hasDescriptor ? 8 : 0)
            out += le(0x0403_4b50, 4) + le(20, 2) + le(UInt64(flags), 2) + le(UInt64(member.method), 2) + le(0, 4)
            if member.hasDescriptor {
                out += le(0, 12)
            } else {
                out += le(UInt64(member.crc), 4) + le(UInt64(member.packed.count), 4) + le(member.size, 4)
            }
            out += le(UInt64(name.count), 2) + le(0, 2) + name + member.packed
            if member.hasDescriptor {
                out += le(0x0807_4b50, 4) + le(UInt64(member.crc), 4) + le(UInt64(member.packed.count), 4)
                out += le(member.size, 4)
            }
            let saturated: UInt64 = 0xFFFF_FFFF
            let extra =
                member.zip64
                ? le(1, 2) + le(24, 2) + le(member.size, 8) + le(UInt64(member.packed.count), 8) + le(offset, 8) : []
            directory += le(0x0201_4b50, 4) + le(45, 2) + le(20, 2) + le(UInt64(flags), 2)
            directory += le(UInt64(member.method), 2) + le(0, 4) + le(UInt64(member.crc), 4)
            directory += le(member.zip64 ? saturated : UInt64(member.packed.count), 4)
            directory += le(member.zip64 ? saturated : member.size, 4)
            directory += le(UInt64(name.count), 2) + le(UInt64(extra.count), 2) + le(0, 2) + le(0, 2) + le(0, 2)
            directory += le(0, 4) + le(member.zip64 ? saturated : offset, 4) + name + extra
        }
        let start = UInt64(out.count - prefix.count)
        let count = UInt64(members.count)
        out += directory
        if zip64End {
            let place = UInt64(out.count)
            out += le(0x0606_4b50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 8) + le(count, 8) + le(count, 8)
            out += le(UInt64(directory.count), 8) + le(start, 8)
            out += le(0x0706_4b50, 4) + le(0, 4) + le(place, 8) + le(1, 4)
        }
        out += le(0x0605_4b50, 4) + le(UInt64(disk), 2) + le(UInt64(disk), 2)
        out += le(zip64End ? 0xFFFF : count, 2) + le(zip64End ? 0xFFFF : count, 2)
        out += le(zip64End ? 0xFFFF_FFFF : UInt64(directory.count), 4) + le(zip64End ? 0xFFFF_FFFF : start, 4)
        return out + le(UInt64(comment.count), 2) + comment + trailing
    }

    func le(_ value: UInt64, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }
}

/// A file that lives as long as the value does.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8]) throws {
        path = NSTemporaryDirectory() + "gatehouse-test-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
