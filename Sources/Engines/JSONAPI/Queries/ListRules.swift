/// What may be asked of one operation.
public struct ListRules: Sendable {
    private let sorts: [String: String]
    private let includes: Set<String>
    private let filters: [String: String]
    let pageSizes: PageSizes

    /// - Parameters:
    ///   - sorts: names of fields; `created` behind `created_at=` is another name of it.
    ///   - includes: whole paths; every path's beginnings are allowed with it.
    ///   - filters: names; each has `NAME_id` as another name. Others are passed over.
    public init(
        sorts: [String] = [], includes: [String] = [], filters: [String] = [], pageSizes: PageSizes = PageSizes()
    ) {
        self.sorts = ListRules.names(sorts)
        var paths: Set<String> = []
        for include in includes {
            let names = include.split(separator: ".")
            for count in 1...max(1, names.count) { paths.insert(names.prefix(count).joined(separator: ".")) }
        }
        self.includes = paths
        var known: [String: String] = [:]
        for (alias, name) in ListRules.names(filters) {
            known[alias] = name
            known["\(alias)_id"] = name
        }
        self.filters = known
        self.pageSizes = pageSizes
    }

    func sort(_ name: String) -> String? { sorts[name] }
    func filter(_ name: String) -> String? { filters[name] }
    func allowsInclusion(of path: some StringProtocol) -> Bool { includes.contains(String(path)) }

    /// `name` stands for itself, `name=other,another` for itself and those.
    private static func names(_ texts: [String]) -> [String: String] {
        var known: [String: String] = [:]
        for text in texts {
            let halves = text.split(separator: "=", maxSplits: 1)
            guard let name = halves.first.map(String.init) else { continue }
            known[name] = name
            if halves.count == 2 {
                for alias in halves[1].split(separator: ",") { known[String(alias)] = name }
            }
        }
        return known
    }
}

/// How large pages are.
public struct PageSizes: Sendable {
    public let standard: Int
    public let most: Int

    public init(standard: Int = 20, most: Int = 100) {
        self.standard = standard
        self.most = most
    }
}
