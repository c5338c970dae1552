/// What a program wants its person to be asked, or not to be asked (OpenID Connect Core, 3.1.2.1).
public enum Prompt: String, CaseIterable, Sendable {
    /// No page at all: what would need one is an error.
    case none
    /// To sign in anew.
    case login
    /// Whether the program may act for them, which is asked always.
    case consent
    /// As whom to sign in.
    case selectAccount = "select_account"

    /// The words of the parameter; nil where one is unknown, or `none` is not alone.
    static func set(of text: String) -> Set<Prompt>? {
        let words = text.split(separator: " ").map { Prompt(rawValue: String($0)) }
        let known = Set(words.compactMap { $0 })
        guard words.allSatisfy({ $0 != nil }), !known.contains(.none) || known.count == 1 else { return nil }
        return known
    }
}
