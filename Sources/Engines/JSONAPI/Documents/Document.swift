public import Basics

/// An answer with data (JSON:API 1.0, Document Structure).
public struct Document: Sendable {
    public enum Data: Sendable {
        case one(Resource?)
        case many([Resource])

        var resources: [Resource] {
            switch self {
            case .one(let resource): resource.map { [$0] } ?? []
            case .many(let resources): resources
            }
        }
    }

    public var data: Data
    /// Nil: nothing was asked to be included. Each resource at most once, and none that is in `data`.
    public internal(set) var included: [Resource]?
    /// In the order in which they are written; nil becomes `null`.
    public var links: [(name: String, target: String?)]
    public var meta: [JSON.Member]

    public init(_ data: Data, links: [(name: String, target: String?)] = [], meta: [JSON.Member] = []) {
        self.data = data
        self.links = links
        self.meta = meta
    }

    /// - Parameter fields: by type, the fields that were asked for (JSON:API 1.0, Sparse Fieldsets).
    public func json(fields: [String: Set<String>] = [:]) -> JSON {
        func written(_ resource: Resource) -> JSON { resource.json(fields: fields[resource.identifier.type]) }
        var members: [JSON.Member] = []
        switch data {
        case .one(let resource): members.append(JSON.Member("data", resource.map(written) ?? .null))
        case .many(let resources): members.append(JSON.Member("data", .array(resources.map(written))))
        }
        if let included { members.append(JSON.Member("included", .array(included.map(written)))) }
        if !links.isEmpty {
            members.append(JSON.Member("links", .object(links.map { JSON.Member($0.name, JSON($0.target)) })))
        }
        if !meta.isEmpty { members.append(JSON.Member("meta", .object(meta))) }
        return .object(members)
    }
}
