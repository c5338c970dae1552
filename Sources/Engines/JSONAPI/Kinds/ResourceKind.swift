public import Basics

/// How things of one kind become resources: their type, their attributes, their relationships, and where more of them come
/// from. One for each type, declared on one screen.
///
/// `Source` is whatever the things are asked of, with the caller in it.
public struct ResourceKind<Source: Sendable, Item: Sendable>: Sendable {
    public let type: String
    @usableFromInline let id: @Sendable (Item) -> String
    @usableFromInline let attributes: [(name: String, value: @Sendable (Item) -> JSON?)]
    @usableFromInline let relationships: [(name: String, linkage: @Sendable (Item) -> Resource.Linkage?)]
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

    // Inlined, for where the type of the items is not known each attribute costs a look for that of its closure.
    @inlinable
    public func resource(_ item: Item) -> Resource {
        var resource = Resource(ResourceIdentifier(type, id(item)))
        resource.attributes.reserveCapacity(attributes.count)
        for attribute in attributes {
            if let value = attribute.value(item) { resource.attributes.append(JSON.Member(attribute.name, value)) }
        }
        resource.relationships.reserveCapacity(relationships.count)
        for relationship in relationships {
            if let linkage = relationship.linkage(item) {
                resource.relationships.append(Resource.Relationship(relationship.name, linkage))
            }
        }
        return resource
    }

    /// The kind for a catalogue, which does not know what its items are.
    public var entry: ResourceCatalogue<Source>.Entry {
        ResourceCatalogue<Source>.Entry(type: type) { source, ids in try await find(source, ids).map(resource) }
    }
}
