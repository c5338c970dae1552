extension StringProtocol {
    /// The text without white space and invisible separators at both ends.
    public var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isBlank }),
            let last = scalars.lastIndex(where: { !$0.isBlank })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    /// Whether the text has characters of the general category Cc.
    public var hasControlCharacters: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension Unicode.Scalar {
    /// White space, and the zero-width characters that copied cells bring along.
    fileprivate var isBlank: Bool {
        properties.isWhitespace || self == "\u{200B}" || self == "\u{FEFF}" || self == "\u{2060}"
    }
}
