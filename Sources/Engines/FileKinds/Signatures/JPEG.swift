/// JPEG (ITU-T T.81): segments of sound length up to a frame header with a size.
enum JPEG {
    /// Application data and comments may come to megabytes; more segments than this are made to waste time.
    private static let mostSegments = 400

    static func hasFrame(_ file: borrowing FileBytes) throws(FileKindError) -> Bool {
        var offset: Int64 = 2
        for _ in 0..<mostSegments {
            let segment = try file.piece(at: offset, most: 16)
            guard segment.u8(0) == 0xFF, let marker = segment.u8(1) else { return false }
            switch marker {
            case 0xFF:
                offset += 1
                continue
            case 0x01, 0xD0...0xD7:
                offset += 2
                continue
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                // A height of 0 stands in a DNL segment further on.
                guard let length = segment.u16be(2), let width = segment.u16be(7), let parts = segment.u8(9) else {
                    return false
                }
                return width > 0 && (1...4).contains(parts) && Int(length) == 8 + 3 * Int(parts)
            case 0xC4, 0xC8, 0xCC, 0xDB...0xFE:
                guard let length = segment.u16be(2), length >= 2 else { return false }
                offset += 2 + Int64(length)
            default:
                return false
            }
        }
        return false
    }
}
