/// MPEG audio, layer III (ISO/IEC 11172-3 and 13818-3), after an ID3v2 tag or without one.
enum MPEGAudio {
    /// Eleven set bits are a weak signature: so many frames must follow each other, or the file end.
    private static let frames = 3
    /// Taggers leave empty bytes behind a tag.
    private static let mostPadding = 4096

    static func hasFrames(_ file: borrowing FileBytes) throws(FileKindError) -> Bool {
        var offset: Int64 = 0
        if file.head.has("ID3", at: 0) {
            guard let size = syncSafe(file.head, at: 6), let flags = file.head.u8(5) else { return false }
            offset = 10 + size + (flags & 0x10 != 0 ? 10 : 0)
            let behind = try file.piece(at: offset, most: mostPadding)
            var padding = 0
            while behind.u8(padding) == 0 { padding += 1 }
            offset += Int64(padding)
        }
        for number in 0..<frames {
            if number > 0, offset >= file.size { return true }
            guard let header = try file.piece(at: offset, most: 4).u32be(0), let length = frameLength(header) else {
                return false
            }
            offset += Int64(length)
        }
        return true
    }

    /// Four groups of seven bits.
    private static func syncSafe(_ head: ByteView, at position: Int) -> Int64? {
        guard let word = head.u32be(position), word & 0x8080_8080 == 0 else { return nil }
        return Int64(word & 0x7F | word >> 1 & 0x3F80 | word >> 2 & 0x1F_C000 | word >> 3 & 0xFE0_0000)
    }

    /// In bytes; nil where the header is not one of layer III.
    private static func frameLength(_ header: UInt32) -> Int? {
        let version = Int(header >> 19 & 3)
        let bitRate = Int(header >> 12 & 15)
        let sampleRate = Int(header >> 10 & 3)
        guard header >> 21 == 0x7FF, version != 1, header >> 17 & 3 == 1, (1...14).contains(bitRate), sampleRate < 3
        else { return nil }
        let isVersion1 = version == 3
        let bits = (isVersion1 ? bitRates1 : bitRates2)[bitRate - 1] * 1000
        let samples = sampleRates[sampleRate] >> (isVersion1 ? 0 : version == 2 ? 1 : 2)
        return (isVersion1 ? 144 : 72) * bits / samples + Int(header >> 9 & 1)
    }

    private static let bitRates1 = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let bitRates2 = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    private static let sampleRates = [44_100, 48_000, 32_000]
}
