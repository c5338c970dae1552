/// Ogg (RFC 3533): what the first packet of the first stream is. Only sound counts; Theora is a film.
enum Ogg {
    static func kind(_ head: ByteView) -> FileKind {
        guard let segments = head.u8(26) else { return .unknown }
        let packet = 27 + Int(segments)
        let isSound =
            head.u8(packet) == 1 && head.has("vorbis", at: packet + 1) || head.has("OpusHead", at: packet)
            || head.has("Speex   ", at: packet) || head.u8(packet) == 0x7F && head.has("FLAC", at: packet + 1)
        return isSound ? .ogg : .unknown
    }
}
