/// PNG (ISO/IEC 15948): the signature, then an IHDR chunk of 13 bytes with a size that is not zero.
enum PortableNetworkGraphics {
    static func isHeader(_ head: ByteView) -> Bool {
        guard head.u32be(8) == 13, head.has("IHDR", at: 12), let width = head.u32be(16), let height = head.u32be(20)
        else { return false }
        return (1...0x7FFF_FFFF).contains(width) && (1...0x7FFF_FFFF).contains(height)
    }
}
