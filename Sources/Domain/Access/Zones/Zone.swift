public import Basics
public import Identity

/// A part of a building, with units in it.
public struct Zone: Sendable {
    public let id: ID<Zone>
    public let building: ID<Building>
    public let organization: ID<Organization>
    public let name: String
    public let type: String?
    /// Whether units live here unless told otherwise; such a zone stays.
    public let isDefault: Bool
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// What may be set on a zone.
public struct ZoneDraft: Sendable {
    public var name: String
    public var type: String?

    public init(name: String, type: String? = nil) {
        self.name = name
        self.type = type
    }

    init(_ zone: Zone) {
        self.init(name: zone.name, type: zone.type)
    }

    func validated() throws -> ZoneDraft {
        var texts = FreeTexts()
        let draft = ZoneDraft(name: texts.required("name", name, most: 200), type: texts.optional("zone_type", type))
        try texts.finish("zone")
        return draft
    }
}
