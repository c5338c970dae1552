public import Basics

/// A resource as a document shows it (JSON:API 1.0, Resource Objects).
public struct Resource: Sendable {
    public let identifier: ResourceIdentifier
    /// In the order in which they are written.
    public var attributes: [JSON.Member]
    /// In the order in which they are written.
    public var relationships: [Relationship]

    public init(
        _ identifier: ResourceIdentifier, attributes: [JSON.Member] = [], relationships: [Relationship] = []
    ) {
        self.identifier = identifier
        self.attributes = attributes
        self.relationships = relationships
    }

    public struct Relationship: Sendable {
        public let name: String
        public let linkage: Linkage

        public init(_ name: String, _ linkage: Linkage) {
            self.name = name
            self.linkage = linkage
        }
    }

    /// What a relationship points to.
    public enum Linkage: Sendable {
        case one(ResourceIdentifier?)
        case many([ResourceIdentifier])

        var identifiers: [ResourceIdentifier] {
            switch self {
            case .one(let identifier): identifier.map { [$0] } ?? []
            case .many(let identifiers): identifiers
            }
        }

        var json: JSON {
            switch self {
            case .one(let identifier): identifier?.json ?? .null
            case .many(let identifiers): .array(identifiers.map(\.json))
            }
        }
    }

    func linkage(_ name: String) -> Linkage? {
        relationships.first { $0.name == name }?.linkage
    }

    /// With these fields alone; all of them where none are named.
    func json(fields: Set<String>?) -> JSON {
        let attributes = attributes.filter { fields?.contains($0.name) ?? true }
        let relationships = relationships.filter { fields?.contains($0.name) ?? true }
        var members: [JSON.Member] = [
            JSON.Member("id", .string(identifier.id)), JSON.Member("type", .string(identifier.type)),
        ]
        if !attributes.isEmpty { members.append(JSON.Member("attributes", .object(attributes))) }
        if !relationships.isEmpty {
            let linkages = relationships.map { JSON.Member($0.name, ["data": $0.linkage.json]) }
            members.append(JSON.Member("relationships", .object(linkages)))
        }
        return .object(members)
    }
}
