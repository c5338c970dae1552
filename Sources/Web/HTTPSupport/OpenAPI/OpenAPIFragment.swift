public import Basics

/// A surface's part of the OpenAPI 3.1 document: JSON texts of objects with `tags`, `paths` and `components`.
public struct OpenAPIFragment: Sendable {
    let texts: [String]

    public init(_ text: String) {
        texts = [text]
    }

    /// All of these as one; a path or a component stands in one of them.
    public init(merging fragments: [OpenAPIFragment]) {
        texts = fragments.flatMap(\.texts)
    }
}

/// The OpenAPI 3.1 document of all surfaces that are switched on.
public struct OpenAPIDocument: Sendable {
    public let json: JSON

    /// Paths of a surface under a prefix are written with it.
    public init(version: String, fragments: [(fragment: OpenAPIFragment, prefix: String)]) throws {
        var tags: [JSON] = []
        var paths: [JSON.Member] = []
        var components: [String: [JSON.Member]] = [:]
        for (text, prefix) in fragments.flatMap({ entry in entry.fragment.texts.map { ($0, entry.prefix) } }) {
            guard let part = JSON(text: text)?.sortedByName else {
                throw Failure(.internal, code: "openapi.fragment", "A surface's OpenAPI fragment is not JSON.")
            }
            tags += part["tags"]?.array ?? []
            paths += (part["paths"]?.members ?? []).map { .init(prefix + $0.name, $0.value) }
            for kind in part["components"]?.members ?? [] {
                let known = Set((components[kind.name] ?? []).map(\.name))
                components[kind.name, default: []] += (kind.value.members ?? []).filter { !known.contains($0.name) }
            }
        }
        json = [
            "openapi": "3.1.0",
            "info": [
                "title": "Gatehouse", "version": .string(version),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "tags": .array(tags),
            "paths": .object(paths.sorted { $0.name < $1.name }),
            "components": .object(
                components.sorted { $0.key < $1.key }.map {
                    .init($0.key, .object($0.value.sorted { $0.name < $1.name }))
                }),
        ]
    }
}

extension JSON {
    /// The same value with the members of every object by name: reading JSON text loses their order, and the document is to
    /// be the same each time.
    fileprivate var sortedByName: JSON {
        switch self {
        case .object(let members):
            .object(members.map { .init($0.name, $0.value.sortedByName) }.sorted { $0.name < $1.name })
        case .array(let items): .array(items.map(\.sortedByName))
        default: self
        }
    }
}
