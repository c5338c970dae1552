import CISAL

extension QRCode {
    /// The code as a PNG image (ISO/IEC 15948) in black and white, one bit a pixel, with the quiet zone of four modules.
    ///
    /// - Parameter scale: pixels of a module's side, 1 to 40.
    public func png(scale: Int = 8) -> [UInt8] {
        let scale = min(max(scale, 1), 40)
        let side = (size + 8) * scale
        var header = [UInt8]()
        header.append(bigEndian: UInt32(side))
        header.append(bigEndian: UInt32(side))
        // One bit of grey, deflate, the standard filters, no interlacing.
        header += [1, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + PNGChunk.bytes("IHDR", header)
            + PNGChunk.bytes("IDAT", PNGChunk.deflated(pixels(side, scale))) + PNGChunk.bytes("IEND", [])
    }

    /// Rows from the top, each behind the number of its filter, which is none; light is 1.
    private func pixels(_ side: Int, _ scale: Int) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(side * (side / 8 + 2))
        for row in -4..<size + 4 {
            var line = [UInt8](repeating: 0, count: 1 + (side + 7) / 8)
            for place in 0..<side where !isDark(column: place / scale - 4, row: row) {
                line[1 + place / 8] |= 0x80 >> UInt8(place % 8)
            }
            for _ in 0..<scale { pixels += line }
        }
        return pixels
    }
}

enum PNGChunk {
    /// Length, type, contents, and the CRC-32 of the last two.
    static func bytes(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        var chunk: [UInt8] = []
        chunk.append(bigEndian: UInt32(contents.count))
        let body = Array(type.utf8) + contents
        chunk += body
        chunk.append(bigEndian: body.withUnsafeBufferPointer { crc32_gzip_refl(0, $0.baseAddress, UInt64($0.count)) })
        return chunk
    }

    /// As a zlib stream (RFC 1950).
    static func deflated(_ input: [UInt8]) -> [UInt8] {
        // What does not shrink grows by 5 bytes for 64 KiB, and has a header and a check.
        let room = input.count + input.count / 1000 + 1024
        return [UInt8](unsafeUninitializedCapacity: room) { output, count in
            var stream = isal_zstream()
            isal_deflate_stateless_init(&stream)
            stream.end_of_stream = 1
            stream.flush = UInt16(NO_FLUSH)
            stream.gzip_flag = UInt16(IGZIP_ZLIB)
            input.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                count = isal_deflate_stateless(&stream) == COMP_OK ? Int(stream.total_out) : 0
            }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: UInt32) {
        self += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
