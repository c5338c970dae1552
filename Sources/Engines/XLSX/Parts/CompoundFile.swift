import Glibc

/// Looks into an OLE2 file (MS-CFB) just far enough to name it by the streams in its directory.
enum CompoundFile {
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let longestDirectory = 256

    static func kind(_ descriptor: Int32) -> FileKind {
        let names = streamNames(descriptor)
        if names.contains("EncryptedPackage") { return .encryptedWorkbook }
        return names.contains("Workbook") || names.contains("Book") ? .oldWorkbook : .compoundFile
    }

    private static func streamNames(_ descriptor: Int32) -> Set<String> {
        let header = read(descriptor, at: 0, count: 512)
        guard header.count == 512 else { return [] }
        let shift = UInt64(number(header, 30, 2))
        guard shift == 9 || shift == 12 else { return [] }
        let sectorSize = 1 << Int(shift)
        var names: Set<String> = []
        var sector = number(header, 48, 4)
        for _ in 0..<longestDirectory where sector < 0xFFFF_FFFA {
            let entries = read(descriptor, at: (UInt64(sector) + 1) << shift, count: sectorSize)
            guard entries.count == sectorSize else { break }
            for start in stride(from: 0, to: sectorSize, by: 128) {
                let length = min(Int(number(entries, start + 64, 2)), 64)
                let units = stride(from: 0, to: max(length - 2, 0), by: 2).map {
                    UInt16(number(entries, start + $0, 2))
                }
                names.insert(String(decoding: units, as: UTF16.self))
            }
            sector = next(after: sector, header, descriptor, sectorSize)
        }
        return names
    }

    /// The file's allocation table says which sector follows; its first 109 sectors are listed in the header.
    private static func next(after sector: UInt32, _ header: [UInt8], _ descriptor: Int32, _ sectorSize: Int) -> UInt32
    {
        let perSector = UInt32(sectorSize / 4)
        let index = Int(sector / perSector)
        guard index < 109 else { return .max }
        let table = number(header, 76 + 4 * index, 4)
        guard table < 0xFFFF_FFFA else { return .max }
        let place = (UInt64(table) + 1) * UInt64(sectorSize) + UInt64(sector % perSector) * 4
        let entry = read(descriptor, at: place, count: 4)
        return entry.count == 4 ? number(entry, 0, 4) : .max
    }

    private static func read(_ descriptor: Int32, at offset: UInt64, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(descriptor, &bytes, count, off_t(offset))
        return Array(bytes.prefix(max(read, 0)))
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> UInt32 {
        (0..<width).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
}
