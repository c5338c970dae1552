import CByteScan

/// Whether bytes are UTF-8 (RFC 3629) without NUL, 64 at a time.
struct UTF8Check {
    /// Bytes from the start that are whole, valid characters.
    private(set) var valid = 0
    /// What is wrong behind them.
    private(set) var problem: Problem?
    /// Whether there is a character beyond ASCII among them.
    private(set) var sawBeyondASCII = false

    enum Problem {
        /// The last character is not all there.
        case incomplete
        case invalid
        case zero
    }

    init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        while valid < count {
            skipBlocks(bytes, count)
            // What the blocks could not say, or the rest: character by character, up to a block that is plain again.
            let stop = min(count, valid + 64)
            while valid < stop {
                let length = Self.length(bytes + valid, count - valid, &problem)
                guard length > 0 else { return }
                sawBeyondASCII = sawBeyondASCII || length > 1
                valid += length
            }
        }
    }

    private mutating func skipBlocks(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var place = valid
        // Continuation bytes that the block before asks for.
        var owed: UInt64 = 0
        var isHigh = false
        while place + 64 <= count {
            if owed == 0, byte_scan_is_plain(bytes + place) != 0 {
                place += 64
                continue
            }
            let found = byte_scan_find_utf8(bytes + place)
            let wanted = owed | found.lead << 1 | found.lead3 << 2 | found.lead4 << 3
            guard found.high & ~found.lead == wanted, found.suspicious == 0 else { break }
            owed = found.lead >> 63 | found.lead3 >> 62 | found.lead4 >> 61
            isHigh = isHigh || found.high != 0
            place += 64
        }
        if owed != 0 {
            // Its last character is not all there, and may be none: it says nothing of those before it.
            repeat { place -= 1 } while place > valid && bytes[place] < 0xC0
            isHigh = UnsafeBufferPointer(start: bytes + valid, count: place - valid).contains { $0 >= 0x80 }
        }
        sawBeyondASCII = sawBeyondASCII || isHigh
        valid = place
    }

    /// The length of the character that begins here; 0 where there is none.
    @inline(__always)
    private static func length(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ problem: inout Problem?) -> Int {
        let first = bytes[0]
        if first < 0x80 {
            if first == 0 { problem = .zero }
            return first == 0 ? 0 : 1
        }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default:
            problem = .invalid
            return 0
        }
        for index in 1..<length {
            guard index < count else {
                problem = .incomplete
                return 0
            }
            guard index == 1 ? second.contains(bytes[1]) : 0x80...0xBF ~= bytes[index] else {
                problem = .invalid
                return 0
            }
        }
        return length
    }
}
