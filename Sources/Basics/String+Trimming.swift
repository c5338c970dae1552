extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without white space and invisible separators at both ends.
    public var trimmed: String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { !$0.isASCIIBlank }),
            let last = bytes.lastIndex(where: { !$0.isASCIIBlank })
        else { return "" }
        // Most texts begin and end with plain ASCII: no need to look at scalars.
        guard bytes[first] < 0x80, bytes[last] < 0x80 else { return trimmedByScalars }
        return String(self[first..<bytes.index(after: last)])
    }

    /// Whether the text has characters of the general category Cc.
    public var hasControlCharacters: Bool {
        for byte in utf8 where byte < 0x20 || byte == 0x7F || byte == 0xC2 {
            // 0xC2 may begin one of U+0080 to U+009F.
            return unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return false
    }

    private var trimmedByScalars: String {
        let scalars = unicodeScalars
        if let first = scalars.first, let last = scalars.last, !first.isBlank, !last.isBlank { return String(self) }
        guard let first = scalars.firstIndex(where: { !$0.isBlank }),
            let last = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }
}

extension String {
    /// The same; nothing is copied where there is nothing to trim.
    public var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return self }
        return self[...].trimmed
    }

    /// The same, without looking at characters where all is plain ASCII.
    public var hasControlCharacters: Bool {
        var text = self
        let isPlain = text.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 } }
        return isPlain ? false : self[...].hasControlCharacters
    }
}

extension UInt8 {
    fileprivate var isASCIIBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Unicode.Scalar {
    /// White space, and the zero-width characters that copied cells bring along.
    fileprivate var isBlank: Bool {
        properties.isWhitespace || self == "\u{200B}" || self == "\u{FEFF}" || self == "\u{2060}"
    }
}
