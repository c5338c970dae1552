import Basics

/// A form whose names have brackets, as Rails reads them: `data[attributes][recipients][]=…` is a list in an object in an
/// object. All values are texts.
struct BracketForm {
    static let mostPairs = 2000
    static let deepest = 8
    static let longestName = 500

    private var root = Node.object([])

    /// The object that the form means.
    static func json(_ pairs: [(name: String, value: String)]) throws(RequestProblem) -> JSON {
        guard pairs.count <= mostPairs else { throw .formTooLarge(most: "at most \(mostPairs) values") }
        var form = BracketForm()
        for (name, value) in pairs {
            guard name.utf8.count <= longestName else {
                throw .formTooLarge(most: "names of at most \(longestName) bytes")
            }
            let steps = steps(name)
            guard steps.count <= deepest else { throw .formTooLarge(most: "at most \(deepest) brackets in a name") }
            form.root.set(steps[...], value)
        }
        return form.root.json
    }

    /// `a[b][][c]` as a, b, (nothing), c. A name whose brackets do not fit is a name as it stands.
    private static func steps(_ name: String) -> [String] {
        guard let open = name.firstIndex(of: "["), open > name.startIndex, name.hasSuffix("]") else { return [name] }
        let inner = name[name.index(after: open)...].dropLast()
        return [String(name[..<open])]
            + inner.split(separator: "][", omittingEmptySubsequences: false).map { String($0) }
    }
}

/// A part of a form in the making.
private enum Node {
    case text(String)
    case object([(name: String, node: Node)])
    case list([Node])

    /// Puts a value at the end of the steps; what was there before gives way where it is of another form.
    mutating func set(_ steps: ArraySlice<String>, _ value: String) {
        guard let name = steps.first else {
            self = .text(value)
            return
        }
        let rest = steps.dropFirst()
        if name.isEmpty {
            append(rest, value)
        } else {
            var members: [(name: String, node: Node)] = []
            if case .object(let present) = self { members = present }
            let place = members.firstIndex { $0.name == name } ?? members.count
            if place == members.count { members.append((name, .object([]))) }
            members[place].node.set(rest, value)
            self = .object(members)
        }
    }

    /// Another element; or a member of the last one, as long as that does not have it yet.
    private mutating func append(_ rest: ArraySlice<String>, _ value: String) {
        var items: [Node] = []
        if case .list(let present) = self { items = present }
        if let last = items.last, case .object = last, let next = rest.first, !next.isEmpty, !last.has(rest) {
            items[items.count - 1].set(rest, value)
        } else {
            var item = Node.object([])
            item.set(rest, value)
            items.append(item)
        }
        self = .list(items)
    }

    /// Whether a value stands at the end of the steps. In a list there is always room for another.
    private func has(_ steps: ArraySlice<String>) -> Bool {
        guard let name = steps.first else { return true }
        guard case .object(let members) = self, let member = members.first(where: { $0.name == name }) else {
            return false
        }
        return member.node.has(steps.dropFirst())
    }

    var json: JSON {
        switch self {
        case .text(let text): return .string(text)
        case .list(let items): return .array(items.map(\.json))
        case .object(let members):
            return .object(members.map { JSON.Member($0.name, $0.node.json) })
        }
    }
}
