/// Walks over the tags of a part in memory; text, comments, CDATA sections and instructions are passed over.
struct MarkupTags {
    private let markup: Markup
    private var place: Int
    private let end: Int

    init(_ markup: Markup, in range: Range<Int>) {
        self.markup = markup
        place = range.lowerBound
        end = range.upperBound
    }

    mutating func next() throws(XLSXError) -> MarkupTag? {
        let bytes = markup.bytes
        while place < end {
            guard bytes[place] == 0x3C else {
                place += 1
                continue
            }
            switch place + 1 < end ? bytes[place + 1] : 0 {
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"):
                if stands("<!--") {
                    try skip(past: "-->")
                } else if stands("<![CDATA[") {
                    try skip(past: "]]>")
                } else {
                    throw .documentType(part: markup.part)
                }
            default:
                return try tag()
            }
        }
        return nil
    }

    private mutating func tag() throws(XLSXError) -> MarkupTag {
        let bytes = markup.bytes
        let start = place
        let isEnd = start + 1 < end && bytes[start + 1] == 0x2F
        var name = start + (isEnd ? 2 : 1)
        let nameStart = name
        var localStart = name
        while name < end, bytes[name] > 0x20, bytes[name] != 0x3E, bytes[name] != 0x2F {
            if bytes[name] == 0x3A { localStart = name + 1 }
            name += 1
        }
        guard name > localStart else { throw markup.malformed(start, "a tag without a name") }
        place = name
        var quote: UInt8 = 0
        while place < end {
            let byte = bytes[place]
            place += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3E {
                let kind: MarkupTag.Kind = isEnd ? .end : bytes[place - 2] == 0x2F ? .empty : .start
                return MarkupTag(
                    kind: kind, name: nameStart..<name, localName: localStart..<name, whole: start..<place)
            }
        }
        throw markup.malformed(start, "a tag that does not end")
    }

    private func stands(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard end - place >= length else { return false }
        for offset in 0..<length where markup.bytes[place + offset] != text.utf8Start[offset] { return false }
        return true
    }

    private mutating func skip(past text: StaticString) throws(XLSXError) {
        let start = place
        while !stands(text) {
            guard place < end else { throw markup.malformed(start, "'\(text)' is missing") }
            place += 1
        }
        place += text.utf8CodeUnitCount
    }
}

/// Where a tag stands.
struct MarkupTag {
    enum Kind { case start, empty, end }

    let kind: Kind
    let name: Range<Int>
    let localName: Range<Int>
    let whole: Range<Int>
}
