package import ImportSchema
package import XLSX

/// What a table says about the reading of its cells, beyond the cells themselves.
package struct CellReading: Sendable {
    /// Digits to which each cell style fills numbers up with zeros; 0: it does not.
    private let paddings: [Int]
    /// Whether `12,50` is a number in texts.
    package let hasDecimalComma: Bool

    package init(styles: Styles? = nil, hasDecimalComma: Bool) {
        paddings = styles?.formats.map { CellReading.padding(of: $0.code) } ?? []
        self.hasDecimalComma = hasDecimalComma
    }

    /// A cell's text; a number with the leading zeros that its format shows.
    package func text(_ input: borrowing CellInput) -> String {
        let text = input.text
        guard input.kind == .number, input.style < paddings.count, paddings[input.style] > text.utf8.count,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return text }
        return String(repeating: "0", count: paddings[input.style] - text.utf8.count) + text
    }

    /// `0000000000000` fills up to thirteen digits; anything but zeros in the first section means no filling.
    private static func padding(of code: String) -> Int {
        let section = code.prefix { $0 != ";" }
        return section.count <= 32 && section.allSatisfy { $0 == "0" } && section.count > 1 ? section.count : 0
    }
}
