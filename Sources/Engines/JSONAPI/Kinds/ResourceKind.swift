public import Basics

/// How things of one kind become resources: their type, their attributes, their relationships, and where more of them come
/// from. One for each type, declared on one screen.
///
/// `Source` is whatever the things are asked of, with the caller in it.
public struct ResourceKind<Source: Sendable, Item: Sendable>: Sendable {
    public let type: String
    let id: @Sendable (Item) -> String
    let attributes: [(name: String, value: @Sendable (Item) -> JSON?)]
    let relationships: [(name: String, linkage: @Sendable (Item) -> Resource.Linkage?)]
    let find: @Sendable (Source, [String]) async throws -> [Item]

    /// - Parameters:
    ///   - attributes: in the order in which they are written; one that is nil is left out.
    ///   - relationships: what an item is tied to; the item knows the ids already. One that is nil is left out.
    ///   - find: all items with these ids that the caller may see, in one go and in any order.
    public init(
        _ type: String, id: @escaping @Sendable (Item) -> String,
        attributes: [(name: String, value: @Sendable (Item) -> JSON?)],
        relationships: [(name: String, linkage: @Sendable (Item) -> Resource.Linkage?)] = [],
        find: @escaping @Sendable (Source, [String]) async throws -> [Item]
    ) {
        self.type = type
        self.id = id
        self.attributes = attributes
        self.relationships = relationships
        self.find = find
    }

    public func resource(_ item: Item) -> Resource {
        Resource(
            ResourceIdentifier(type, id(item)),
            attributes: attributes.compactMap { attribute in
                attribute.value(item).map { JSON.Member(attribute.name, $0) }
            },
            relationships: relationships.compactMap { relationship in
                relationship.linkage(item).map { Resource.Relationship(relationship.name, $0) }
            })
    }

    /// The kind for a catalogue, which does not know what its items are.
    public var entry: ResourceCatalogue<Source>.Entry {
        ResourceCatalogue<Source>.Entry(type: type) { source, ids in try await find(source, ids).map(resource) }
    }
}
