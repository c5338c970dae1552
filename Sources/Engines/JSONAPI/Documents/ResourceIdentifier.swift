public import Basics

/// Which resource (JSON:API 1.0, Resource Identifier Objects).
public struct ResourceIdentifier: Hashable, Sendable {
    public let type: String
    public let id: String

    public init(_ type: String, _ id: String) {
        self.type = type
        self.id = id
    }

    public init<Thing>(_ type: String, _ id: ID<Thing>) {
        self.init(type, String(id.number))
    }

    public var json: JSON { ["id": .string(id), "type": .string(type)] }
}
