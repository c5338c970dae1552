import Glibc

/// A pull scanner for the XML of workbook parts (XML 1.0 without document types), over a window that slides along the
/// part.
///
/// What an event describes (`nameStart` …) are places in the window, valid until the next event. Prefixes are cut off:
/// names are compared by their local part. Depth, tags and runs of text are bounded; end tags must match.
struct XMLScanner: ~Copyable {
    enum Event { case start, end, text, finished }

    let source: PartSource
    let limits: XLSXLimits

    /// The window: `base[cursor..<end]` has been read and not yet scanned.
    var base: UnsafeMutablePointer<UInt8>
    var cursor = 0
    var end = 0
    /// How many elements are open.
    var depth = 0

    /// The element's local name, of the last start or end.
    var name = XMLName("")
    /// Whether the text was a CDATA section, in which nothing is an escape.
    var isCDATA = false
    /// Places in the window: of the attributes after a start, of the text after a text.
    var contentStart = 0
    var contentEnd = 0

    /// The window's size, the bytes that have left it, and whether the part has no more.
    var capacity: Int
    var slidOut = 0
    var sourceEnded = false

    /// Whether the outermost element has started; a part has one.
    private var hasRoot = false
    /// Whether the element just started was one tag, whose end is the next event.
    private var pendingEnd = false
    private let openNames: UnsafeMutablePointer<UInt64>
    private let depthLimit: Int

    init(_ source: PartSource, limits: XLSXLimits, window: Int = 256 << 10) {
        self.source = source
        self.limits = limits
        capacity = max(window, 64)
        base = .allocate(capacity: capacity)
        depthLimit = max(limits.maximumDepth, 1)
        openNames = .allocate(capacity: depthLimit)
    }

    deinit {
        base.deallocate()
        openNames.deallocate()
    }

    /// Whether the bytes at the cursor may be read past the scanner, by someone who knows their shape.
    /// What is nested too deeply for that, a cell's text at the most, or stands in no element, is left to the scanner,
    /// which refuses it.
    var allowsPlainReading: Bool { !pendingEnd && limits.readsPlainly && depth > 0 && depth &+ 3 <= depthLimit }

    /// Where the scanner stands, in bytes from the start of the part.
    var position: Int { slidOut + cursor }

    /// The next event; comments and processing instructions are passed over, an empty element gives a start and an end.
    mutating func next() throws(XLSXError) -> Event {
        if pendingEnd {
            pendingEnd = false
            depth -= 1
            return .end
        }
        while true {
            if cursor == end, try !more(0, limits.maximumTagBytes, "maximumTagBytes") {
                guard depth == 0 else { throw malformed("the part ends inside an element") }
                return .finished
            }
            guard base[cursor] == UInt8(ascii: "<") else {
                try scanText()
                return .text
            }
            switch try byte(1) {
            case UInt8(ascii: "/"):
                try scanEndTag()
                return .end
            case UInt8(ascii: "!"):
                if try scanDeclaration() { return .text }
            case UInt8(ascii: "?"):
                try scanInstruction()
            default:
                try scanStartTag()
                return .start
            }
        }
    }

    /// Passes over the rest of the element that has just started.
    mutating func skipElement() throws(XLSXError) {
        let outside = depth - 1
        while depth > outside {
            if try next() == .finished { return }
        }
    }

    func malformed(_ what: String) -> XLSXError {
        .malformedXML(part: source.part, byte: position, what: what)
    }

    // MARK: Tokens

    private mutating func scanText() throws(XLSXError) {
        var offset = 0
        while true {
            if let found = memchr(base + cursor + offset, 0x3C, end - cursor - offset) {
                contentStart = cursor
                contentEnd = found.assumingMemoryBound(to: UInt8.self) - base
                cursor = contentEnd
                break
            }
            offset = end - cursor
            if try !more(offset, limits.maximumTextBytes, "maximumTextBytes") {
                contentStart = cursor
                contentEnd = end
                cursor = end
                break
            }
        }
        isCDATA = false
    }

    private mutating func scanStartTag() throws(XLSXError) {
        let tag = try scanName(from: 1)
        guard tag.end > tag.local else { throw malformed("a tag without a name") }
        if depth == 0 {
            guard !hasRoot else { throw malformed("an element behind the outermost one") }
            hasRoot = true
        }
        let offset = try endOfTag(from: tag.end)
        let isEmpty = base[cursor + offset - 1] == UInt8(ascii: "/")
        name = name(of: tag, from: 1)
        contentStart = cursor + tag.end
        contentEnd = cursor + offset - (isEmpty ? 1 : 0)
        try open(tag.key)
        pendingEnd = isEmpty
        cursor += offset + 1
    }

    /// A name in a tag: where its local part starts and where it ends, counted from the cursor.
    ///
    /// `key` stands for the whole name with its prefix: the bytes themselves if there are less than eight, else a hash.
    private typealias TagName = (key: UInt64, local: Int, end: Int)

    private mutating func scanName(from start: Int) throws(XLSXError) -> TagName {
        let place = cursor &+ start
        if end &- place >= 8 {
            let word = ByteWord.load(base + place)
            let stops =
                ByteWord.places(of: 0x3E, in: word) | ByteWord.places(of: 0x2F, in: word)
                | ByteWord.places(of: 0x3A, in: word) | ByteWord.places(of: 0x3C, in: word) | ByteWord.spaces(in: word)
            let count = ByteWord.first(stops)
            if count < 8, base[place &+ count] != 0x3A, base[place &+ count] != 0x3C {
                return (ByteWord.prefix(word, count), start, start &+ count)
            }
        }
        var offset = start
        var local = start
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var packed: UInt64 = 0
        while true {
            let byte = try byte(offset)
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte <= 0x20 { break }
            if byte == UInt8(ascii: ":") { local = offset + 1 }
            guard byte != UInt8(ascii: "<") else { throw malformed("'<' inside a tag") }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            packed |= UInt64(byte) << UInt64(8 * (offset - start))
            offset += 1
        }
        return (offset - start < 8 ? packed : hash, local, offset)
    }

    private func name(of tag: TagName, from start: Int) -> XMLName {
        // A name of less than eight bytes and without a prefix is its key.
        tag.local == start && tag.end &- tag.local < 8
            ? XMLName(packed: tag.key, tag.end &- tag.local)
            : XMLName(base + cursor + tag.local, tag.end - tag.local)
    }

    /// Opens an element whose start tag has been read.
    @inline(__always)
    mutating func open(_ key: UInt64) throws(XLSXError) {
        guard depth < depthLimit else {
            throw .limitExceeded(limit: "maximumDepth", allowed: depthLimit, found: depth + 1, part: source.part)
        }
        openNames[depth] = key
        depth &+= 1
    }

    /// Closes the element that is open, if it has this key.
    @inline(__always)
    mutating func close(_ key: UInt64) -> Bool {
        guard depth > 0, openNames[depth &- 1] == key else { return false }
        depth &-= 1
        return true
    }

    /// Where the tag's `>` stands, which may also stand inside quotes.
    mutating func endOfTag(from start: Int) throws(XLSXError) -> Int {
        var offset = start
        while true {
            var place = cursor &+ offset
            while end &- place >= 8 {
                let word = ByteWord.load(base + place)
                let found =
                    ByteWord.places(of: 0x3E, in: word) | ByteWord.places(of: 0x22, in: word)
                    | ByteWord.places(of: 0x3C, in: word) | ByteWord.places(of: 0x27, in: word)
                place &+= ByteWord.first(found)
                if found != 0 { break }
            }
            while place < end, !isTagMark(base[place]) { place &+= 1 }
            offset = place &- cursor
            let found = try byte(offset)
            if found == UInt8(ascii: ">") { return offset }
            guard found != UInt8(ascii: "<") else { throw malformed("'<' inside a tag") }
            offset &+= 1
            // Where the window ended, another byte has been found that is none of the four.
            guard found == UInt8(ascii: "\"") || found == UInt8(ascii: "'") else { continue }
            while try byte(offset) != found {
                place = cursor &+ offset
                while place < end, base[place] != found { place &+= 1 }
                offset = place &- cursor
            }
            offset &+= 1
        }
    }

    private mutating func scanEndTag() throws(XLSXError) {
        let tag = try scanName(from: 2)
        var offset = tag.end
        while try byte(offset) != UInt8(ascii: ">") {
            guard base[cursor + offset] <= 0x20 else { throw malformed("an end tag with more than a name") }
            offset += 1
        }
        guard close(tag.key) else {
            throw malformed("an end tag that closes nothing, or another element than the open one")
        }
        name = name(of: tag, from: 2)
        cursor += offset + 1
    }

    /// A comment or a CDATA section; true if it was one of text.
    private mutating func scanDeclaration() throws(XLSXError) -> Bool {
        if try stands("<!--") {
            try skip(past: "-->", from: 4)
            return false
        }
        if try stands("<![CDATA[") {
            let start = 9
            let length = try find("]]>", from: start, limits.maximumTextBytes, "maximumTextBytes")
            contentStart = cursor + start
            contentEnd = cursor + length
            isCDATA = true
            cursor += length + 3
            return true
        }
        if try stands("<!DOCTYPE") { throw .documentType(part: source.part) }
        throw malformed("a declaration where none may stand")
    }

    private mutating func scanInstruction() throws(XLSXError) {
        let length = try find("?>", from: 2, limits.maximumTagBytes, "maximumTagBytes")
        // Bytes that are plainly no UTF-16 and are declared so all the same were converted by whoever wrote them.
        if position == 0, let encoding = declaredEncoding(length), !source.isConverted {
            guard ["utf-8", "utf8", "us-ascii", "ascii", "utf-16"].contains(encoding.lowercased()) else {
                throw .unsupportedEncoding(part: source.part, encoding: encoding)
            }
        }
        cursor += length + 2
    }

    private func declaredEncoding(_ length: Int) -> String? {
        let bytes = UnsafeBufferPointer(start: base + cursor, count: length)
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("<?xml"), let name = text.firstRange(of: "encoding") else { return nil }
        let rest = text[name.upperBound...].drop { $0 != "\"" && $0 != "'" }
        guard let quote = rest.first else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    /// `"`, `'`, `<` or `>`.
    @inline(__always)
    private func isTagMark(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0x3E
    }
}
