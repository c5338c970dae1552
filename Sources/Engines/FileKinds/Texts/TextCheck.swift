/// Looks at bytes, piece by piece, until they can be no text: a control character, or what no encoding allows.
///
/// A text is UTF-8, UTF-16 with a byte order mark, or one byte a character; only tab, line ends, form feed and escape
/// are taken of the control characters, and the end mark of DOS as the last byte.
struct TextCheck {
    private var utf16: UTF16Check?
    private var utf8 = UTF8Check()
    private var hasMark = false
    private var sawEndMark = false
    private var isStarted = false

    /// False as soon as it is no text.
    mutating func add(_ piece: ByteView) -> Bool {
        if !isStarted { start(piece) }
        if utf16 != nil { return utf16?.add(piece.bytes) ?? false }
        guard !sawEndMark || piece.count == 0 else { return false }
        return addBytes(piece.bytes)
    }

    /// The encoding; nil where the text ends inside a character or was none.
    ///
    /// - Parameter isWhole: false where only a beginning was added, which may end anywhere.
    func encoding(isWhole: Bool = true) -> TextEncoding? {
        if let utf16 {
            guard !isWhole || utf16.isComplete else { return nil }
            return utf16.isLittleEndian ? .utf16LittleEndian : .utf16BigEndian
        }
        if utf8.isValid, !isWhole || utf8.isComplete { return .utf8 }
        return hasMark ? nil : .singleByte
    }

    private mutating func start(_ piece: ByteView) {
        isStarted = piece.count > 0
        hasMark = piece.u8(0) == 0xEF && piece.u8(1) == 0xBB && piece.u8(2) == 0xBF
        if piece.u16be(0) == 0xFFFE { utf16 = UTF16Check(isLittleEndian: true) }
        if piece.u16be(0) == 0xFEFF { utf16 = UTF16Check(isLittleEndian: false) }
    }

    private mutating func addBytes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        while position < bytes.count {
            if utf8.isComplete { position = Self.skipPlain(bytes, from: position) }
            let end = min(position + 8, bytes.count)
            while position < end {
                let byte = bytes[position]
                if byte < 0x20, !Self.isTextual(byte) {
                    guard byte == 0x1A, position == bytes.count - 1 else { return false }
                    sawEndMark = true
                }
                utf8.add(byte)
                position += 1
            }
        }
        return true
    }

    static func isTextual(_ control: UInt8) -> Bool {
        control == 0x09 || control == 0x0A || control == 0x0C || control == 0x0D || control == 0x1B
    }

    /// Past bytes from 0x20 to 0x7F, eight at a time: none has the highest bit, none borrows when 0x20 is taken off.
    private static func skipPlain(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let highest: UInt64 = 0x8080_8080_8080_8080
        var position = start
        while position <= bytes.count - 8 {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            guard (word | word &- 0x2020_2020_2020_2020) & highest == 0 else { break }
            position += 8
        }
        return position
    }
}

/// Whether bytes are UTF-8 (RFC 3629), with what a piece leaves open.
struct UTF8Check {
    private(set) var isValid = true
    private var missing = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Not inside a character.
    var isComplete: Bool { missing == 0 }

    mutating func add(_ byte: UInt8) {
        if missing > 0 {
            if byte < lowest || byte > highest { isValid = false }
            missing = isValid ? missing - 1 : 0
            (lowest, highest) = (0x80, 0xBF)
            return
        }
        switch byte {
        case 0x00...0x7F: break
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, lowest) = (2, 0xA0)
        case 0xED: (missing, highest) = (2, 0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, lowest) = (3, 0x90)
        case 0xF4: (missing, highest) = (3, 0x8F)
        case 0xF1...0xF3: missing = 3
        default: isValid = false
        }
    }
}

/// Whether bytes are UTF-16 (RFC 2781) without control characters.
struct UTF16Check {
    let isLittleEndian: Bool
    private var pending: UInt8?
    private var awaitsLowSurrogate = false

    init(isLittleEndian: Bool) { self.isLittleEndian = isLittleEndian }

    var isComplete: Bool { pending == nil && !awaitsLowSurrogate }

    mutating func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for byte in bytes {
            guard let first = pending else {
                pending = byte
                continue
            }
            pending = nil
            let unit = isLittleEndian ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
            guard add(unit) else { return false }
        }
        return true
    }

    private mutating func add(_ unit: UInt16) -> Bool {
        if awaitsLowSurrogate {
            awaitsLowSurrogate = false
            return (0xDC00...0xDFFF).contains(unit)
        }
        switch unit {
        case 0xD800...0xDBFF: awaitsLowSurrogate = true
        case 0xDC00...0xDFFF, 0xFFFE, 0xFFFF: return false
        case 0..<0x20: return TextCheck.isTextual(UInt8(unit))
        default: break
        }
        return true
    }
}
