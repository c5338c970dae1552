/// A column's header as it is compared: without case, white space, `_`, `-` and invisible characters.
struct HeaderName: Hashable {
    private let folded: String

    init(_ text: String) {
        var folded = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars where !HeaderName.isPassedOver(scalar) { folded.append(scalar) }
        self.folded = String(folded)
    }

    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || scalar == "_"
            || scalar == "-"
            || scalar.properties.generalCategory == .control
    }
}
