public import Basics
import Foundation
public import Identity
public import Storage

/// Opens doors at the word of a tenant's app, without a call.
public struct AppOpenings: Sendable {
    private let storage: any Storage
    private let wake: @Sendable () -> Void

    /// - Parameter wake: tells who delivers commands, and who tells webhooks, that there is something to do.
    public init(storage: any Storage, wake: @escaping @Sendable () -> Void = {}) {
        self.storage = storage
        self.wake = wake
    }

    /// Opens a door of where the user lives; every request opens it again.
    public func open(_ request: OpeningRequest, by user: ID<User>) async throws -> Opening {
        let panel = try request.door()
        let guid = UUID().uuidString.lowercased()
        let opening = try await storage.write { tx in
            let now = try tx.now()
            guard let found = try PanelTable.find(panel, in: tx) else { throw request.unknownDoor }
            let homes = try AppOpenings.homes(of: user, in: found.building, tx)
            guard !homes.isEmpty else { throw request.unknownDoor }
            let button = try tx.first("SELECT open_door_button_enabled FROM building WHERE id = \(found.building)")
            guard try button?.boolean("open_door_button_enabled") ?? false else {
                throw Failure(.forbidden, code: "door.button", "You are not allowed to perform this action")
            }
            guard let unit = request.unit ?? homes.first, homes.contains(unit) else {
                throw Failure.invalid("unit", code: "door.unit", "must exist")
            }
            guard let door = try AppDoor.find(panel, of: unit, for: user, in: tx) else { throw request.unknownDoor }
            let release = try door.open(by: user, at: now, in: tx)
            try PanelCommands.append(.openDoor(call: nil), to: panel, in: tx)
            return Opening(
                release: release, guid: guid, panel: panel, unit: unit, method: request.method.rawValue, createdAt: now)
        }
        wake()
        return opening
    }

    /// The units of a building where somebody lives.
    private static func homes(
        of user: ID<User>, in building: ID<Building>, _ tx: any Transaction
    ) throws -> [ID<Unit>] {
        try tx.fetch(
            """
            SELECT tenant.unit_id FROM tenant JOIN unit ON unit.id = tenant.unit_id
            JOIN zone ON zone.id = unit.zone_id
            WHERE tenant.user_id = \(user) AND tenant.moved_out_at IS NULL AND zone.building_id = \(building)
            ORDER BY tenant.id
            """
        ).map { try $0.id("unit_id") }
    }
}

/// What an app asks for.
public struct OpeningRequest: Sendable {
    public var panel: ID<Panel>?
    /// Another name of the panel; where both are named they must be the same.
    public var device: ID<Panel>?
    /// Nil: where the user lives, of several homes in the building the first.
    public var unit: ID<Unit>?
    public var method: Method

    /// How the app came to ask.
    public enum Method: String, CaseIterable, Sendable {
        case frontDoorView = "front_door_view"
        case bluetooth
        case swipeToOpen = "swipe_to_open"
        case mobile
    }

    public init(
        panel: ID<Panel>? = nil, device: ID<Panel>? = nil, unit: ID<Unit>? = nil, method: Method = .frontDoorView
    ) {
        self.panel = panel
        self.device = device
        self.unit = unit
        self.method = method
    }

    fileprivate var unknownDoor: Failure {
        .invalid(panel == nil ? "device" : "panel", code: "door.panel", "must exist")
    }

    fileprivate func door() throws -> ID<Panel> {
        if let panel, let device, panel != device {
            throw Failure.invalid("device", code: "door.device", "must be the same as the panel")
        }
        guard let door = panel ?? device else {
            throw Failure(
                .invalid, code: "door.none", "Name the panel, or the device, that is to open.",
                fields: [
                    ("", ["must have an associated panel or device"]),
                    ("panel", ["must have an associated panel"]), ("device", ["must have an associated device"]),
                ])
        }
        return door
    }
}

/// A door that was told to open.
public struct Opening: Sendable {
    public let release: ID<DoorRelease>
    /// A UUID (RFC 9562).
    public let guid: String
    public let panel: ID<Panel>
    public let unit: ID<Unit>
    /// As it was asked for.
    public let method: String
    public let createdAt: Instant
}
