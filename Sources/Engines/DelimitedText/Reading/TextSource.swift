/// The characters of a text as valid UTF-8, whatever encoding it is written in.
///
/// Where nothing tells the encoding, a text is UTF-8 as long as it can be: ASCII is the same in Windows-1252, so the
/// first character beyond it decides. A text that is UTF-8 there and no longer is later is damaged.
final class TextSource {
    enum Origin: Sendable {
        case file(String)
        case bytes([UInt8])
    }

    /// Nil before the first read.
    private(set) var encoding: TextEncoding?
    /// Bytes of the byte order mark, in UTF-8.
    private(set) var markLength = 0

    private var input: ByteInput
    private var mayChange = false
    private var sawBeyondASCII = false
    /// Bytes of the file that have been turned into text.
    private var position = 0
    /// Bytes that were read and belong to what comes next.
    private var held: ArraySlice<UInt8> = []
    private var isAtEnd = false
    /// What is wrong behind the text read so far.
    private var failure: DelimitedTextError?

    init(_ origin: Origin, encoding: TextEncoding?) throws(DelimitedTextError) {
        self.encoding = encoding
        input = try ByteInput(origin)
        try start()
    }

    /// Fills a part of the buffer, which has at least 64 bytes; 0 means the end.
    ///
    /// The text before a damage is handed over first, and the error is thrown after it, at each further read: what is
    /// read before does not depend on how much is asked for.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(DelimitedTextError) -> Int {
        while true {
            if let failure { throw failure }
            var count = 0
            do throws(DelimitedTextError) {
                count =
                    switch encoding {
                    case .windows1252: try readWindows1252(into: buffer)
                    case .utf16LittleEndian: try readUTF16(into: buffer, bigEndian: false)
                    case .utf16BigEndian: try readUTF16(into: buffer, bigEndian: true)
                    case .utf8, nil: try readUTF8(into: buffer)
                    }
            } catch {
                failure = error
            }
            if count > 0 || (failure == nil && isAtEnd && held.isEmpty) { return count }
        }
    }

    private func start() throws(DelimitedTextError) {
        var first: [UInt8] = []
        var byte: UInt8 = 0
        while first.count < 4 {
            let count = try withUnsafeMutableBytes(of: &byte) { room throws(DelimitedTextError) in
                try input.read(into: room)
            }
            guard count > 0 else { break }
            first.append(byte)
        }
        held = first[...]
        let announced = TextEncoding.announced(by: held)
        if encoding == nil || encoding == announced?.encoding {
            position = announced?.markLength ?? 0
            held = held.dropFirst(position)
            if announced?.encoding == .utf8 { markLength = position }
        }
        mayChange = encoding == nil && announced == nil
        encoding = encoding ?? announced?.encoding ?? .utf8
    }

    // MARK: UTF-8

    private func readUTF8(into buffer: UnsafeMutableRawBufferPointer) throws(DelimitedTextError) -> Int {
        let count = try readRaw(into: buffer)
        guard count > 0, let start = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        let check = UTF8Check(start, count)
        sawBeyondASCII = sawBeyondASCII || check.sawBeyondASCII
        position += check.valid
        guard let problem = check.problem else { return count }
        held = ArraySlice(UnsafeBufferPointer(start: start + check.valid, count: count - check.valid)) + held
        switch problem {
        case .zero:
            failure = .notText(byte: position + 1)
        case .incomplete where !isAtEnd:
            break
        case .incomplete, .invalid:
            if mayChange, !sawBeyondASCII {
                encoding = .windows1252
            } else {
                failure = .invalidEncoding(.utf8, byte: position + 1)
            }
        }
        return check.valid
    }

    // MARK: Windows-1252

    private func readWindows1252(into buffer: UnsafeMutableRawBufferPointer) throws(DelimitedTextError) -> Int {
        // A byte becomes three at most.
        let room = buffer.count / 3
        let count = try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: buffer[(buffer.count - room)...]))
        let raw = UnsafeRawBufferPointer(rebasing: buffer[(buffer.count - room)..<(buffer.count - room + count)])
        var written = 0
        for byte in raw {
            guard byte >= 0x80 else {
                guard byte != 0 else {
                    failure = .notText(byte: position + 1)
                    return written
                }
                buffer[written] = byte
                written += 1
                position += 1
                continue
            }
            let unit = byte >= 0xA0 ? UInt16(byte) : Self.windows1252[Int(byte - 0x80)]
            guard unit != 0 else {
                failure = .invalidEncoding(.windows1252, byte: position + 1)
                return written
            }
            written += Self.put(UInt32(unit), to: buffer, at: written)
            position += 1
        }
        return written
    }

    /// The characters of 80 to 9F; 0 where there is none.
    private static let windows1252: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]

    // MARK: UTF-16

    private func readUTF16(
        into buffer: UnsafeMutableRawBufferPointer, bigEndian: Bool
    ) throws(DelimitedTextError) -> Int {
        // Two bytes become three at most.
        let room = buffer.count / 3 * 2 - 2
        let start = buffer.count - room
        let count = try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
        let raw = UnsafeRawBufferPointer(rebasing: buffer[start..<start + count])
        func unit(_ place: Int) -> UInt16 {
            let (first, second) = (UInt16(raw[place]), UInt16(raw[place + 1]))
            return bigEndian ? first << 8 | second : second << 8 | first
        }

        let encoding: TextEncoding = bigEndian ? .utf16BigEndian : .utf16LittleEndian
        var place = 0
        var written = 0
        while place + 2 <= count {
            let high = unit(place)
            guard high != 0 else {
                failure = .notText(byte: position + 1)
                return written
            }
            var scalar = UInt32(high)
            var length = 2
            if high & 0xF800 == 0xD800 {
                if place + 4 > count, !isAtEnd { break }
                let low = place + 4 <= count ? unit(place + 2) : 0
                guard high < 0xDC00, low & 0xFC00 == 0xDC00 else {
                    failure = .invalidEncoding(encoding, byte: position + 1)
                    return written
                }
                scalar = 0x10000 + (UInt32(high) & 0x3FF) << 10 + UInt32(low) & 0x3FF
                length = 4
            }
            written += Self.put(scalar, to: buffer, at: written)
            place += length
            position += length
        }
        if place < count {
            if isAtEnd { failure = .invalidEncoding(encoding, byte: position + 1) }
            held = ArraySlice(raw[place...]) + held
        }
        return written
    }

    // MARK: Bytes

    /// Bytes of the file as they are: what was held, and what comes next.
    private func readRaw(into buffer: UnsafeMutableRawBufferPointer) throws(DelimitedTextError) -> Int {
        let kept = min(held.count, buffer.count)
        buffer.copyBytes(from: held.prefix(kept))
        held = held.dropFirst(kept)
        guard held.isEmpty, kept < buffer.count, !isAtEnd else { return kept }
        let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
        isAtEnd = count == 0
        return kept + count
    }

    /// Writes a character in UTF-8; returns how many bytes it has.
    @inline(__always)
    private static func put(_ scalar: UInt32, to buffer: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
        func byte(_ bits: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: bits) }
        if scalar < 0x80 {
            buffer[place] = byte(scalar)
            return 1
        }
        if scalar < 0x800 {
            buffer[place] = byte(0xC0 | scalar >> 6)
            buffer[place + 1] = byte(0x80 | scalar & 0x3F)
            return 2
        }
        if scalar < 0x10000 {
            buffer[place] = byte(0xE0 | scalar >> 12)
            buffer[place + 1] = byte(0x80 | scalar >> 6 & 0x3F)
            buffer[place + 2] = byte(0x80 | scalar & 0x3F)
            return 3
        }
        buffer[place] = byte(0xF0 | scalar >> 18)
        buffer[place + 1] = byte(0x80 | scalar >> 12 & 0x3F)
        buffer[place + 2] = byte(0x80 | scalar >> 6 & 0x3F)
        buffer[place + 3] = byte(0x80 | scalar & 0x3F)
        return 4
    }
}
