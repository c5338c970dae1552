/// What is asked of a list or a single resource: which page, in what order, with what included, which fields, which filters.
public struct ListQuery: Sendable {
    public let parameters: QueryParameters
    public let page: PageQuery
    /// The most important first; empty: the list's own order.
    public let sort: [SortField]
    public private(set) var include: [IncludePath]
    /// By type; a type that is not named has all fields.
    public let fields: [String: Set<String>]
    /// `filter[name]`, and bare names, under one name.
    private let filters: [String: String]

    /// Reads the parameters; throws for an order or an inclusion that the rules do not know, and for a garbled page.
    public init(_ parameters: QueryParameters, by rules: ListRules) throws(RequestProblem) {
        self.parameters = parameters
        page = try PageQuery(parameters, rules.pageSizes)
        sort = try ListQuery.sort(parameters["sort"] ?? "", rules)
        include = try ListQuery.include(parameters["include"] ?? "", rules)
        var fields: [String: Set<String>] = [:]
        var filters: [String: String] = [:]
        for (name, value) in parameters.pairs {
            if let type = ListQuery.bracketed(name, "fields") {
                fields[type] = Set(value.split(separator: ",").map(String.init))
            } else if let filter = rules.filter(ListQuery.bracketed(name, "filter") ?? name) {
                filters[filter] = value
            }
        }
        self.fields = fields
        self.filters = filters
    }

    /// With these paths besides those that are asked for.
    public func including(_ paths: [String]) -> ListQuery {
        var copy = self
        copy.include += paths.map { IncludePath($0) }.filter { !include.contains($0) }
        return copy
    }

    /// The value of a filter by the name that the rules give it; empty is as if absent.
    public func filter(_ name: String) -> String? {
        filters[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func sort(_ text: String, _ rules: ListRules) throws(RequestProblem) -> [SortField] {
        var fields: [SortField] = []
        for word in text.split(separator: ",") {
            let isDescending = word.hasPrefix("-")
            let name = String(isDescending ? word.dropFirst() : word)
            guard let known = rules.sort(name) else { throw .unknownSort(name) }
            // Of two orders by the same field the first decides.
            if !fields.contains(where: { $0.name == known }) {
                fields.append(SortField(name: known, isDescending: isDescending))
            }
        }
        return fields
    }

    private static func include(_ text: String, _ rules: ListRules) throws(RequestProblem) -> [IncludePath] {
        var paths: [IncludePath] = []
        for word in text.split(separator: ",") {
            guard rules.allowsInclusion(of: word) else { throw .unknownInclude(String(word)) }
            paths.append(IncludePath(word))
        }
        return paths
    }

    /// The text in the brackets of `prefix[…]`.
    private static func bracketed(_ name: String, _ prefix: String) -> String? {
        guard name.hasPrefix("\(prefix)["), name.hasSuffix("]") else { return nil }
        return String(name.dropFirst(prefix.count + 1).dropLast())
    }
}

/// One field of an order.
public struct SortField: Hashable, Sendable {
    public let name: String
    public let isDescending: Bool

    public init(name: String, isDescending: Bool = false) {
        self.name = name
        self.isDescending = isDescending
    }
}
