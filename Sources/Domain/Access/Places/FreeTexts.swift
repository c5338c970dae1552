import Basics

/// Checks texts that people write as they like, and collects what is wrong with them.
struct FreeTexts {
    private var problems: [(name: String, messages: [String])] = []

    /// With white space trimmed; noted where nothing is left, where it is too long, or where it cannot be printed.
    mutating func required(_ name: String, _ text: String, most: Int) -> String {
        let text = text.trimmed
        if text.isEmpty { note(name, "can't be blank") }
        return checked(name, text, most)
    }

    /// As `required`; nil where nothing is left.
    mutating func optional(_ name: String, _ text: String?, most: Int = 100) -> String? {
        guard let text = text?.trimmed, !text.isEmpty else { return nil }
        return checked(name, text, most)
    }

    mutating func note(_ name: String, _ message: String) { problems.append((name, [message])) }

    /// Throws where anything was noted.
    func finish(_ what: String) throws {
        guard !problems.isEmpty else { return }
        throw Failure(
            .invalid, code: "\(what).invalid", "The \(what) cannot be. Correct the fields that are named.",
            fields: problems)
    }

    private mutating func checked(_ name: String, _ text: String, _ most: Int) -> String {
        if text.unicodeScalars.count > most { note(name, "is too long (maximum is \(most) characters)") }
        if text.hasControlCharacters { note(name, "is invalid") }
        return text
    }
}
