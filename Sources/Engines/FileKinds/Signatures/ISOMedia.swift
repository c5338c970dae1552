/// Files of ISO/IEC 14496-12, told apart by the brands of their `ftyp` box: HEIC pictures (ISO/IEC 23008-12) and
/// MPEG-4 sound. AVIF and films are neither.
enum ISOMedia {
    static func kind(_ head: ByteView) -> FileKind {
        guard let size = head.u32be(0), size >= 16, size <= 1024, size % 4 == 0 else { return .unknown }
        var brands: [UInt32] = []
        for position in stride(from: 8, to: Int(size), by: 4) where position != 12 {
            guard let brand = head.u32be(position) else { return .unknown }
            brands.append(brand)
        }
        let major = brands[0]
        if heic.contains(major) { return .heic }
        if containers.contains(major) { return brands.contains(where: heic.contains) ? .heic : .unknown }
        if sound.contains(major) { return .m4a }
        return brands.contains(fourCC("M4A ")) ? .m4a : .unknown
    }

    private static let heic: Set<UInt32> = Set(
        ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"].map(fourCC))
    private static let containers: Set<UInt32> = Set(["mif1", "msf1"].map(fourCC))
    private static let sound: Set<UInt32> = Set(["M4A ", "M4B ", "M4P "].map(fourCC))

    private static func fourCC(_ text: String) -> UInt32 { text.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
}
