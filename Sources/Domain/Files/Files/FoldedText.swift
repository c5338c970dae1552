import Foundation

/// A text as it is searched: without case and accents.
struct FoldedText {
    let text: String

    init(_ raw: String) {
        text =
            raw.utf8.allSatisfy({ $0 < 0x80 })
            ? raw.lowercased()
            : raw.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }

    /// A pattern for `LIKE … ESCAPE '\'` that finds the text anywhere.
    var pattern: String {
        var escaped = ""
        for character in text {
            if "%_\\".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return "%\(escaped)%"
    }
}
