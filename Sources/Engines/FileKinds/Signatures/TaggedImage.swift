/// TIFF 6.0 and BigTIFF: the first image file directory lies in the file and has entries.
enum TaggedImage {
    static func hasDirectory(_ file: borrowing FileBytes) throws(FileKindError) -> Bool {
        let isLittle = file.head.u8(0) == 0x49
        let version = isLittle ? file.head.u16le(2) : file.head.u16be(2)
        if version == 43 {
            guard let place = isLittle ? file.head.u64le(8) : file.head.u64be(8), let offset = Int64(exactly: place),
                offset >= 16
            else { return false }
            let directory = try file.piece(at: offset, most: 8)
            guard let entries = isLittle ? directory.u64le(0) : directory.u64be(0) else { return false }
            return (1...65_535).contains(entries)
        }
        // Camera files that call themselves CR2 are TIFF on the outside, and no picture that others can show.
        guard !file.head.has("CR", at: 8), let place = isLittle ? file.head.u32le(4) : file.head.u32be(4), place >= 8
        else { return false }
        let directory = try file.piece(at: Int64(place), most: 4)
        guard let entries = isLittle ? directory.u16le(0) : directory.u16be(0),
            let tag = isLittle ? directory.u16le(2) : directory.u16be(2)
        else { return false }
        return (1...4096).contains(entries) && tag >= 254
    }
}
