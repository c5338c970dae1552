public import Basics
import Events

/// Where in the outbox streams hear that there is something for their panels.
public enum PanelChannel: Hashable, Sendable {
    case panel(ID<Panel>)
    /// Every panel of a building.
    case building(ID<Building>)

    /// Nil for the name of any other channel.
    public init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "panel":
            guard let id = ID<Panel>(parts[1]) else { return nil }
            self = .panel(id)
        case "panels":
            guard let id = ID<Building>(parts[1]) else { return nil }
            self = .building(id)
        default: return nil
        }
    }

    var name: String {
        switch self {
        case .panel(let id): "panel.\(id)"
        case .building(let id): "panels.\(id)"
        }
    }

    /// Says no more than that there is something.
    static func news(on channel: PanelChannel) throws -> NewEvent {
        try NewEvent(type: "panel_news", data: [:], channels: [channel.name], isTransient: true)
    }
}
