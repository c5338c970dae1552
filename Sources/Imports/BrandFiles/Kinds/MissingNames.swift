/// What a file names and the brand does not have: told in a warning, and no reason to refuse the rest.
package struct MissingNames: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case variants = "Missing Variants"
        case products = "Missing Products"
    }

    /// Names that are listed; of more the number is told.
    private static let most = 1000

    private var names: [Kind: [String]] = [:]
    private var counts: [Kind: Int] = [:]

    mutating func add(_ name: String, _ kind: Kind) {
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= MissingNames.most { names[kind, default: []].append(name) }
    }

    /// `Missing Variants: 5055950016804, 5055950017061`, one for each kind.
    var sentences: [String] {
        Kind.allCases.compactMap { kind in
            guard let count = counts[kind], let names = names[kind] else { return nil }
            let rest = count > names.count ? " and \(count - names.count) more" : ""
            return "\(kind.rawValue): \(names.joined(separator: ", "))\(rest)"
        }
    }
}
