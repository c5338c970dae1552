/// All kinds of resources that may be included.
public struct ResourceCatalogue<Source: Sendable>: Sendable {
    private let entries: [String: Entry]

    public struct Entry: Sendable {
        let type: String
        let find: @Sendable (Source, [String]) async throws -> [Resource]
    }

    /// The last of two kinds of one type counts.
    public init(_ entries: [Entry]) {
        self.entries = Dictionary(entries.map { ($0.type, $0) }) { _, last in last }
    }

    /// Adds to a document what its resources are tied to along the paths (JSON:API 1.0, Compound Documents).
    ///
    /// Everything of one type on one step of the paths is asked for at once, however many resources there are, and nothing is
    /// asked for twice. What the caller may not see is left out.
    public func include(_ paths: [IncludePath], in document: inout Document, from source: Source) async throws {
        guard !paths.isEmpty else { return }
        var known: [ResourceIdentifier: Resource] = [:]
        let primary = document.data.resources
        for resource in primary { known[resource.identifier] = resource }
        var order: [ResourceIdentifier] = []
        var steps = [Step(resources: primary.map(\.identifier), branches: IncludeTree(paths))]
        while !steps.isEmpty {
            let wanted = steps.flatMap { step in step.branches.names.map { step.targets($0, known) } }.flatMap { $0 }
            try await find(wanted, from: source, &known, &order)
            steps = steps.flatMap { step in
                step.branches.names.compactMap { name -> Step? in
                    let found = step.targets(name, known).filter { known[$0] != nil }
                    let branches = step.branches[name]
                    return found.isEmpty || branches.names.isEmpty ? nil : Step(resources: found, branches: branches)
                }
            }
        }
        document.included = order.compactMap { known[$0] }
    }

    private func find(
        _ wanted: [ResourceIdentifier], from source: Source, _ known: inout [ResourceIdentifier: Resource],
        _ order: inout [ResourceIdentifier]
    ) async throws {
        var ids: [String: [String]] = [:]
        var seen: Set<ResourceIdentifier> = []
        var missing: [ResourceIdentifier] = []
        for identifier in wanted where known[identifier] == nil && seen.insert(identifier).inserted {
            ids[identifier.type, default: []].append(identifier.id)
            missing.append(identifier)
        }
        for (type, ids) in ids.sorted(by: { $0.key < $1.key }) {
            guard let entry = entries[type] else { continue }
            for resource in try await entry.find(source, ids) where seen.contains(resource.identifier) {
                known[resource.identifier] = resource
            }
        }
        order += missing.filter { known[$0] != nil }
    }
}

/// Resources from which the paths go on.
private struct Step {
    let resources: [ResourceIdentifier]
    let branches: IncludeTree

    func targets(_ name: String, _ known: [ResourceIdentifier: Resource]) -> [ResourceIdentifier] {
        var seen: Set<ResourceIdentifier> = []
        return resources.flatMap { known[$0]?.linkage(name)?.identifiers ?? [] }.filter { seen.insert($0).inserted }
    }
}

/// Paths with what they begin with in common.
private struct IncludeTree {
    private var branches: [(name: String, tree: IncludeTree)] = []

    init(_ paths: [IncludePath]) {
        for path in paths { add(path.names[...]) }
    }

    private init() {}

    var names: [String] { branches.map(\.name) }

    subscript(name: String) -> IncludeTree {
        branches.first { $0.name == name }?.tree ?? IncludeTree()
    }

    private mutating func add(_ names: ArraySlice<String>) {
        guard let name = names.first else { return }
        let place = branches.firstIndex { $0.name == name } ?? branches.count
        if place == branches.count { branches.append((name, IncludeTree())) }
        branches[place].tree.add(names.dropFirst())
    }
}
