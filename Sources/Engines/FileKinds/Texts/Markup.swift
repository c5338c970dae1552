/// Tells HTML, SVG and other XML by the first element, past everything that may stand before it.
enum Markup {
    /// What may stand before the first element, at most.
    private static let window = 16 << 10

    /// Nil where the text does not begin with markup.
    static func kind(of head: ByteView, in encoding: TextEncoding, named: FileKind?) -> FileKind? {
        switch encoding {
        case .utf8, .singleByte:
            return kind(of: head.prefix(window), named: named)
        case .utf16LittleEndian, .utf16BigEndian:
            let low = encoding == .utf16LittleEndian ? 0 : 1
            let units = stride(from: 2, to: min(head.count, 2 * window) - 1, by: 2)
            let narrow = units.map { start -> UInt8 in
                head.u8(start + 1 - low) == 0 ? head.u8(start + low) ?? 0 : UInt8(ascii: "?")
            }
            return narrow.withUnsafeBytes { kind(of: ByteView($0), named: named) }
        }
    }

    private static func kind(of text: ByteView, named: FileKind?) -> FileKind? {
        var position = text.u32be(0).map { $0 >> 8 == 0xEF_BBBF } == true ? 3 : 0
        var isXML = false
        while true {
            while let byte = text.u8(position), byte.isASCIISpace { position += 1 }
            guard text.u8(position) == UInt8(ascii: "<") else { return isXML ? .xml : nil }
            if text.has("<?xml", at: position) { isXML = true }
            if text.hasIgnoringCase("<!doctype html", at: position) { return .html }
            if text.hasIgnoringCase("<!doctype svg", at: position) { return .svg }
            guard let next = pastProlog(text, at: position) else { break }
            position = next
        }
        return element(text, at: position + 1, isXML: isXML, named: named)
    }

    /// Past a comment, an instruction or a document type; nil at anything else.
    private static func pastProlog(_ text: ByteView, at start: Int) -> Int? {
        if text.has("<!--", at: start) { return end(of: "-->", in: text, from: start + 4) }
        if text.has("<?", at: start) { return end(of: ">", in: text, from: start + 2) }
        guard text.hasIgnoringCase("<!doctype", at: start) else { return nil }
        var position = start
        var depth = 0
        while let byte = text.u8(position) {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            position += 1
            if byte == UInt8(ascii: ">"), depth <= 0 { return position }
        }
        return text.count
    }

    private static func end(of mark: StaticString, in text: ByteView, from start: Int) -> Int {
        text.dropFirst(min(start, text.count)).first(mark).map { start + $0 + mark.utf8CodeUnitCount } ?? text.count
    }

    private static func element(_ text: ByteView, at start: Int, isXML: Bool, named: FileKind?) -> FileKind? {
        var end = start
        while let byte = text.u8(end), isNameByte(byte) { end += 1 }
        let full = String(decoding: text.bytes[min(start, text.count)..<end], as: UTF8.self)
        let name = full.split(separator: ":").last.map { $0.lowercased() } ?? ""
        if name == "svg" { return .svg }
        if name == "html" { return .html }
        if isXML { return .xml }
        if htmlElements.contains(name) { return .html }
        return named == .xml && !name.isEmpty ? .xml : nil
    }

    /// As far as the names that are looked for need it.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || (0x30...0x3A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
    }

    /// Elements by which browsers take a text for HTML (the WHATWG's MIME Sniffing Standard, 7.1), and others that run
    /// something.
    private static let htmlElements: Set<String> = [
        "head", "body", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "br", "p",
        "img", "object", "embed", "form", "meta", "link", "base", "video", "audio", "math",
    ]
}
