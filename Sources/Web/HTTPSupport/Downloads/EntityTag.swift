import Basics

/// A strong entity tag: names one state of a file (RFC 9110, 8.8.3).
struct EntityTag: Equatable, Sendable {
    /// As it stands in `ETag`, with its quotes.
    let text: String

    /// The same content has the same tag.
    init(_ digest: Digest) {
        text = "\"\(digest.hex)\""
    }

    /// Whether a list of tags, or `*`, names this state.
    ///
    /// - Parameter weakly: whether `W/"…"` counts too (8.8.3.2): it does for what is kept already, not for parts of a file.
    func isNamed(in list: String, weakly: Bool) -> Bool {
        let list = list.trimmed
        if list == "*" { return true }
        // Our own tags have no comma, so that one cut in two resembles none of them.
        return list.split(separator: ",").contains { tag in
            let tag = tag.trimmed
            return tag == text || weakly && tag.hasPrefix("W/") && tag.dropFirst(2) == text
        }
    }
}
