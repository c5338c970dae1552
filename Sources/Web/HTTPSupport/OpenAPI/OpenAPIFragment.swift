public import Basics

/// A surface's part of the OpenAPI 3.1 document: JSON text of an object with `tags`, `paths` and `components`.
public struct OpenAPIFragment: Sendable {
    public let text: String

    public init(_ text: String) {
        self.text = text
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
        for (fragment, prefix) in fragments {
            guard let part = JSON(text: fragment.text) else {
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
