/// Compound files ([MS-CFB]): doc, xls and ppt, told apart by the streams that stand directly below the root.
///
/// A workbook that embeds a text document has the latter's stream too, but in a storage of its own.
enum CompoundFile {
    private static let mostSectors = 512
    /// Half a gigabyte with small sectors.
    private static let mostHops = 64
    private static let endOfChain: UInt32 = 0xFFFF_FFFA
    private static let none: UInt32 = 0xFFFF_FFFF

    static func inspect(_ file: borrowing FileBytes) throws(FileKindError) -> FileInspection {
        guard let directory = try directory(of: file) else { return FileInspection(.unknown) }
        let names = namesBelowRoot(directory)
        let kind: FileKind =
            if names.contains("WordDocument") {
                .doc
            } else if names.contains("Workbook") || names.contains("Book") {
                .xls
            } else if names.contains("PowerPoint Document") {
                .ppt
            } else {
                .unknown
            }
        return FileInspection(kind, hasMacros: names.contains("Macros") || names.contains("_VBA_PROJECT_CUR"))
    }

    /// The directory's sectors one after the other (2.6), at most 256 KiB (2 MiB with large sectors); nil where the
    /// chain leads out of the file.
    private static func directory(of file: borrowing FileBytes) throws(FileKindError) -> [UInt8]? {
        guard let shift = file.head.u16le(30), shift == 9 || shift == 12, var sector = file.head.u32le(48) else {
            return nil
        }
        let size = 1 << Int(shift)
        var bytes: [UInt8] = []
        for _ in 0..<mostSectors where sector < endOfChain {
            let piece = try file.piece(at: (Int64(sector) + 1) << Int64(shift), most: size)
            guard piece.count >= 128 else { return nil }
            bytes.append(contentsOf: piece.bytes)
            guard let next = try next(after: sector, shift: Int(shift), in: file) else { return nil }
            sector = next
        }
        return bytes
    }

    /// The sector that follows in its chain (2.3).
    private static func next(
        after sector: UInt32, shift: Int, in file: borrowing FileBytes
    ) throws(FileKindError) -> UInt32? {
        let perSector = 1 << (shift - 2)
        guard let place = try tableSector(Int(sector) / perSector, shift: shift, in: file), place < endOfChain else {
            return nil
        }
        let offset = (Int64(place) + 1) << Int64(shift) + Int64(Int(sector) % perSector) * 4
        return try file.piece(at: offset, most: 4).u32le(0)
    }

    /// Where a sector of the table of chains lies: the header names 109, sectors of their own the others (2.5).
    private static func tableSector(
        _ number: Int, shift: Int, in file: borrowing FileBytes
    ) throws(FileKindError) -> UInt32? {
        if number < 109 { return file.head.u32le(76 + 4 * number) }
        let perSector = (1 << (shift - 2)) - 1
        let (hops, rest) = (number - 109).quotientAndRemainder(dividingBy: perSector)
        guard hops < mostHops, var sector = file.head.u32le(68) else { return nil }
        for _ in 0..<hops {
            guard sector < endOfChain else { return nil }
            let link = (Int64(sector) + 1) << Int64(shift) + Int64(perSector) * 4
            guard let next = try file.piece(at: link, most: 4).u32le(0) else { return nil }
            sector = next
        }
        guard sector < endOfChain else { return nil }
        return try file.piece(at: (Int64(sector) + 1) << Int64(shift) + Int64(rest) * 4, most: 4).u32le(0)
    }

    /// The root's children are a tree of siblings (2.6.1).
    private static func namesBelowRoot(_ directory: [UInt8]) -> Set<String> {
        directory.withUnsafeBytes { buffer in
            let entries = ByteView(buffer)
            guard entries.u8(66) == 5, let child = entries.u32le(76) else { return [] }
            var names: Set<String> = []
            var seen: Set<UInt32> = []
            var waiting = [child]
            while let number = waiting.popLast() {
                guard number != none, Int64(number) < Int64(buffer.count / 128), seen.insert(number).inserted else {
                    continue
                }
                let start = Int(number) * 128
                names.insert(name(of: entries, at: start))
                if let left = entries.u32le(start + 68) { waiting.append(left) }
                if let right = entries.u32le(start + 72) { waiting.append(right) }
            }
            return names
        }
    }

    private static func name(of entries: ByteView, at start: Int) -> String {
        let units = min(Int(entries.u16le(start + 64) ?? 0) / 2, 32)
        let text = (0..<max(units - 1, 0)).compactMap { entries.u16le(start + 2 * $0) }
        return String(decoding: text, as: UTF16.self)
    }
}
