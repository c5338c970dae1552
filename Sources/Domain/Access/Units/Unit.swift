public import Basics
public import Identity

/// An apartment, an office, or whatever else people live or work in.
public struct Unit: Sendable {
    public let id: ID<Unit>
    public let zone: ID<Zone>
    public let building: ID<Building>
    public let organization: ID<Organization>
    /// Unique in the building.
    public let label: String
    public let type: String?
    public let floor: String?
    public let createdAt: Instant
    public let updatedAt: Instant
}

/// What may be set on a unit.
public struct UnitDraft: Sendable {
    public var label: String
    public var type: String?
    public var floor: String?

    public init(label: String, type: String? = nil, floor: String? = nil) {
        self.label = label
        self.type = type
        self.floor = floor
    }

    init(_ unit: Unit) {
        self.init(label: unit.label, type: unit.type, floor: unit.floor)
    }

    func validated() throws -> UnitDraft {
        var texts = FreeTexts()
        let draft = UnitDraft(
            label: texts.required("label", label, most: UnitLabel.limit), type: texts.optional("unit_type", type),
            floor: texts.optional("floor", floor))
        try texts.finish("unit")
        return draft
    }
}
