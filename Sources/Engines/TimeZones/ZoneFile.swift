/// Reads the rules of a zone from the bytes of a TZif file (RFC 9636).
struct ZoneFile {
    private let name: String
    private let bytes: [UInt8]
    private var position = 0

    static func rules(name: String, _ bytes: [UInt8]) throws(ZoneError) -> ZoneRules {
        var file = ZoneFile(name: name, bytes: bytes)
        return try file.read()
    }

    private init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    private mutating func read() throws(ZoneError) -> ZoneRules {
        var header = try header()
        guard header.version >= 2 else { return try rules(header, width: 4) }
        // The first block is for old programs; the second says the same in 64 bits, and more.
        position += header.size(width: 4)
        header = try self.header()
        return try rules(header, width: 8)
    }

    private mutating func header() throws(ZoneError) -> Header {
        guard position + 44 <= bytes.count, bytes[position..<position + 4].elementsEqual("TZif".utf8) else {
            throw damaged("TZif and a header of 44 bytes")
        }
        let mark = bytes[position + 4]
        position += 20
        let header = Header(
            version: mark == 0 ? 1 : Int(mark) - 0x30, utcMarks: count(), standardMarks: count(), leaps: count(),
            changes: count(), types: count(), letters: count())
        guard header.types > 0, header.types <= 256 else { throw damaged("1 to 256 kinds of local time") }
        return header
    }

    private mutating func rules(_ header: Header, width: Int) throws(ZoneError) -> ZoneRules {
        guard header.size(width: width) <= bytes.count - position else { throw damaged("as much as the header says") }
        let times = (0..<header.changes).map { _ in number(bytes: width) }
        let kinds = (0..<header.changes).map { _ in Int(number(bytes: 1) & 0xFF) }
        let offsets = (0..<header.types).map { _ in
            let offset = number(bytes: 4)
            position += 2
            return offset
        }
        position += header.letters + header.leaps * (width + 4) + header.standardMarks + header.utcMarks
        guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), times.allSatisfy({ abs($0) < 1 << 59 }) else {
            throw damaged("times in ascending order before")
        }
        guard kinds.allSatisfy({ $0 < offsets.count }), offsets.allSatisfy({ abs($0) < 26 * 3600 }) else {
            throw damaged("kinds of local time that exist, less than 26 hours from UTC, before")
        }
        return ZoneRules(
            name: name, first: offsets[0], changes: zip(times, kinds).map { ($0, offsets[$1]) },
            recurring: width == 8 ? try footer() : nil)
    }

    /// A line feed, the text, a line feed; an empty text says nothing.
    private mutating func footer() throws(ZoneError) -> RecurringRule? {
        guard position < bytes.count, bytes[position] == 0x0A, let end = bytes[(position + 1)...].firstIndex(of: 0x0A)
        else { throw damaged("a line with the rule for later years") }
        let text = bytes[(position + 1)..<end]
        guard !text.isEmpty else { return nil }
        guard let rule = RecurringRule(text) else { throw damaged("a rule as in EST5EDT,M3.2.0,M11.1.0") }
        return rule
    }

    private mutating func count() -> Int { Int(number(bytes: 4) & 0xFFFF_FFFF) }

    /// Most significant byte first, with a sign. The caller has seen that there are so many bytes.
    private mutating func number(bytes width: Int) -> Int64 {
        var value: Int64 = bytes[position] >= 0x80 ? -1 : 0
        for byte in bytes[position..<position + width] { value = value << 8 | Int64(byte) }
        position += width
        return value
    }

    private func damaged(_ expected: String) -> ZoneError {
        .damaged(name: name, expected: expected, byte: position)
    }
}

/// How many there are of everything in a block.
private struct Header {
    let version: Int
    let utcMarks: Int
    let standardMarks: Int
    let leaps: Int
    let changes: Int
    let types: Int
    let letters: Int

    /// Bytes of the block that follows; each count has 32 bits, so the sum cannot overflow.
    func size(width: Int) -> Int {
        changes * (width + 1) + types * 6 + letters + leaps * (width + 4) + standardMarks + utcMarks
    }
}
