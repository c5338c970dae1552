/// GIF 87a and 89a: the screen's size and colours, then a block that introduces an image, an extension or the end.
enum GraphicsInterchange {
    static func isHeader(_ head: ByteView) -> Bool {
        guard let flags = head.u8(10) else { return false }
        let colours = flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
        guard let block = head.u8(13 + colours) else { return false }
        return block == 0x21 || block == 0x2C || block == 0x3B
    }
}
