/// RIFF files: WebP (RFC 9649) and WAVE.
enum RIFF {
    static func kind(_ head: ByteView) -> FileKind {
        if head.has("WEBP", at: 8) {
            let isImage = head.has("VP8 ", at: 12) || head.has("VP8L", at: 12) || head.has("VP8X", at: 12)
            return isImage ? .webp : .unknown
        }
        return head.has("WAVE", at: 8) && hasFormat(head) ? .wav : .unknown
    }

    /// The `fmt ` chunk need not be the first one.
    private static func hasFormat(_ head: ByteView) -> Bool {
        var position = 12
        for _ in 0..<16 {
            if head.has("fmt ", at: position) { return (head.u32le(position + 4) ?? 0) >= 14 }
            guard let size = head.u32le(position + 4) else { return false }
            position += 8 + Int(size) + Int(size & 1)
        }
        return false
    }
}
