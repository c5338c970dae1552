/// A small part held in memory, whose elements are known by their places, so that it can be changed in some of them and
/// stay byte for byte in all others.
struct Markup {
    let part: String
    let bytes: [UInt8]

    /// The outermost element.
    func root() throws(XLSXError) -> MarkupElement {
        var tags = MarkupTags(self, in: 0..<bytes.count)
        guard let tag = try tags.next(), tag.kind != .end else { throw malformed(0, "there is no root element") }
        return try element(from: tag, with: &tags)
    }

    /// The elements directly inside another, in order.
    func children(of element: MarkupElement) throws(XLSXError) -> [MarkupElement] {
        guard !element.isEmpty else { return [] }
        var tags = MarkupTags(self, in: element.content)
        var children: [MarkupElement] = []
        while let tag = try tags.next() {
            guard tag.kind != .end else { throw malformed(tag.whole.lowerBound, "an end tag that closes nothing") }
            children.append(try self.element(from: tag, with: &tags))
        }
        return children
    }

    func child(_ name: StaticString, of element: MarkupElement) throws(XLSXError) -> MarkupElement? {
        try children(of: element).first { isNamed(name, $0) }
    }

    /// Whether an element's local name is this one.
    func isNamed(_ name: StaticString, _ element: MarkupElement) -> Bool {
        equals(element.localName, name)
    }

    func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// The prefix of an element's name with its colon, or nothing.
    func prefix(of element: MarkupElement) -> String {
        string(element.name.lowerBound..<element.localName.lowerBound)
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The attributes of an element's start tag, in order.
    func attributes(of element: MarkupElement) -> [MarkupAttribute] {
        var attributes: [MarkupAttribute] = []
        var place = element.name.upperBound
        let end = element.start.upperBound - 1
        while true {
            while place < end, bytes[place] <= 0x20 || bytes[place] == 0x2F { place += 1 }
            let nameStart = place
            var localStart = place
            while place < end, bytes[place] != 0x3D, bytes[place] > 0x20 {
                if bytes[place] == 0x3A { localStart = place + 1 }
                place += 1
            }
            let nameEnd = place
            while place < end, bytes[place] <= 0x20 || bytes[place] == 0x3D { place += 1 }
            guard place < end, nameEnd > nameStart, bytes[place] == 0x22 || bytes[place] == 0x27 else {
                return attributes
            }
            let quote = bytes[place]
            let valueStart = place + 1
            place = valueStart
            while place < end, bytes[place] != quote { place += 1 }
            attributes.append(
                MarkupAttribute(
                    name: nameStart..<nameEnd, localName: localStart..<max(nameEnd, localStart),
                    value: valueStart..<place))
            place += 1
        }
    }

    /// The attribute with this local name; one without a prefix is preferred unless `prefixed` is asked for.
    func attribute(_ name: StaticString, of element: MarkupElement, prefixed: Bool = false) -> MarkupAttribute? {
        attributes(of: element).first { equals($0.localName, name) && $0.hasPrefix == prefixed }
    }

    func value(_ name: StaticString, of element: MarkupElement) -> String? {
        attribute(name, of: element).map { text($0.value) }
    }

    func number(_ name: StaticString, of element: MarkupElement) -> Int? {
        value(name, of: element).flatMap { Int($0) }
    }

    func malformed(_ byte: Int, _ what: String) -> XLSXError {
        .malformedXML(part: part, byte: byte, what: what)
    }

    private func element(
        from tag: MarkupTag, with tags: inout MarkupTags
    ) throws(XLSXError) -> MarkupElement {
        guard tag.kind == .start else {
            return MarkupElement(
                name: tag.name, localName: tag.localName, start: tag.whole,
                content: tag.whole.upperBound..<tag.whole.upperBound, whole: tag.whole, isEmpty: true)
        }
        var depth = 1
        while let next = try tags.next() {
            if next.kind == .start { depth += 1 }
            if next.kind == .end { depth -= 1 }
            if depth == 0 {
                return MarkupElement(
                    name: tag.name, localName: tag.localName, start: tag.whole,
                    content: tag.whole.upperBound..<next.whole.lowerBound,
                    whole: tag.whole.lowerBound..<next.whole.upperBound, isEmpty: false)
            }
        }
        throw malformed(tag.whole.lowerBound, "an element that does not end")
    }
}

/// Where an element stands.
struct MarkupElement {
    /// The name with its prefix.
    let name: Range<Int>
    let localName: Range<Int>
    let start: Range<Int>
    let content: Range<Int>
    let whole: Range<Int>
    /// Whether it is one tag, as in `<a/>`.
    let isEmpty: Bool
}

/// Where an attribute stands.
struct MarkupAttribute {
    let name: Range<Int>
    let localName: Range<Int>
    let value: Range<Int>

    var hasPrefix: Bool { name.lowerBound != localName.lowerBound }
}
