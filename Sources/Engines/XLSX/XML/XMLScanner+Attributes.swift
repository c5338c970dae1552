/// One attribute of a tag: places in the scanner's window, valid until its next event.
struct XMLAttribute {
    let name: XMLName
    let hasPrefix: Bool
    let start: UnsafePointer<UInt8>
    let count: Int

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The value as a whole number of up to 18 digits.
    var number: Int? {
        guard count > 0, count <= 18 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte &- 0x30 <= 9 else { return nil }
            value = value &* 10 &+ Int(byte &- 0x30)
        }
        return value
    }

    /// The value as one of the spellings of a truth value (`xsd:boolean`, and on/off).
    var isTrue: Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return text == "1" || text == "true" || text == "on"
    }

    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count where start[index] != text.utf8Start[index] { return false }
        return true
    }
}

extension XMLScanner {
    /// Walks over the attributes of the tag that has just started; `place` starts as `contentStart`.
    mutating func nextAttribute(_ place: inout Int) throws(XLSXError) -> XMLAttribute? {
        while place < contentEnd, base[place] <= 0x20 { place += 1 }
        guard place < contentEnd else { return nil }
        var nameStart = place
        var hasPrefix = false
        while place < contentEnd, base[place] != UInt8(ascii: "="), base[place] > 0x20 {
            if base[place] == UInt8(ascii: ":") {
                nameStart = place + 1
                hasPrefix = true
            }
            place += 1
        }
        let nameEnd = place
        while place < contentEnd, base[place] <= 0x20 { place += 1 }
        guard place < contentEnd, base[place] == UInt8(ascii: "=") else {
            throw malformed("an attribute without a value")
        }
        place += 1
        while place < contentEnd, base[place] <= 0x20 { place += 1 }
        guard place < contentEnd, base[place] == UInt8(ascii: "\"") || base[place] == UInt8(ascii: "'") else {
            throw malformed("an attribute without quotes")
        }
        let quote = base[place]
        let start = place + 1
        place = start
        while place < contentEnd, base[place] != quote { place += 1 }
        guard place < contentEnd else { throw malformed("an attribute whose quotes do not close") }
        place += 1
        return XMLAttribute(
            name: XMLName(base + nameStart, nameEnd - nameStart), hasPrefix: hasPrefix, start: base + start,
            count: place - 1 - start)
    }

    /// The attribute's value with its references resolved.
    func string(_ attribute: XMLAttribute) throws(XLSXError) -> String {
        try check("maximumAttributeBytes", limits.maximumAttributeBytes, attribute.count)
        var arena = ByteArena(capacity: attribute.count)
        try appendText(attribute.start, attribute.count, to: &arena)
        return String(decoding: UnsafeBufferPointer(start: arena.base, count: arena.count), as: UTF8.self)
    }

    /// All attributes with the local names given, as strings; for small parts.
    mutating func attributes(_ names: [StaticString]) throws(XLSXError) -> [String?] {
        var values = [String?](repeating: nil, count: names.count)
        var place = contentStart
        while let attribute = try nextAttribute(&place) {
            for (index, name) in names.enumerated() where XMLName(name) == attribute.name {
                values[index] = try string(attribute)
            }
        }
        return values
    }
}
