public import Basics

/// A webhook of a building or of a tenant: where it goes, and what it tells.
public struct Integration: Sendable {
    /// A UUID (RFC 9562).
    public let id: String
    public let owner: IntegrationOwner
    public let url: String
    public let method: WebhookMethod
    public let bindings: [WebhookBinding]
    /// Off by its owner, or because the receiver said that it is gone.
    public let isEnabled: Bool
    public let createdAt: Instant
    public let updatedAt: Instant
}

public enum IntegrationOwner: Hashable, Sendable {
    case building(ID<Building>)
    case tenant(ID<Tenant>)
}

public enum WebhookMethod: String, CaseIterable, Sendable {
    case get, post
}

/// What a webhook is told of: all of a kind, or of one thing.
public struct WebhookBinding: Hashable, Sendable {
    public let resource: Resource
    public let actions: [Action]
    /// Nil: all.
    public let resourceID: String?

    public enum Resource: String, CaseIterable, Sendable {
        case call
        case doorRelease = "door_release"
    }

    public enum Action: String, CaseIterable, Sendable {
        case create
        case statusUpdate = "status_update"
    }

    public init(_ resource: Resource, _ actions: [Action], resourceID: String? = nil) {
        self.resource = resource
        self.actions = actions
        self.resourceID = resourceID
    }

    /// Whether it is told of this.
    public func covers(_ resource: Resource, _ action: Action, id: String) -> Bool {
        self.resource == resource && actions.contains(action) && (resourceID.map { $0 == id } ?? true)
    }

    /// As the database keeps it: `call:create,status_update:` and the id, without which all are meant.
    var text: String { "\(resource.rawValue):\(actions.map(\.rawValue).joined(separator: ",")):\(resourceID ?? "")" }

    init?(text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 3, let resource = Resource(rawValue: parts[0]) else { return nil }
        self.init(
            resource, parts[1].split(separator: ",").compactMap { Action(rawValue: String($0)) },
            resourceID: parts[2].isEmpty ? nil : parts[2])
    }
}
