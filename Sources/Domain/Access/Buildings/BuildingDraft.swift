import Basics
import TimeZones

/// What may be set on a building.
public struct BuildingDraft: Sendable {
    public var name: String
    /// By its IANA name, as in `America/New_York`.
    public var timeZone: String
    public var type: String?
    public var displayNameStrategy: DisplayNameStrategy
    public var sendsPanelStatusReport: Bool
    /// Off: no QR code opens.
    public var qrKeysOpen: Bool
    /// Off: nobody opens but from a call.
    public var hasOpenDoorButton: Bool
    public var inUnitPhoneNumber: String?
    public var address1: String
    public var address2: String?
    public var city: String?
    public var state: String?
    public var zipCode: String?
    public var country: String?
    public var phoneNumber: String?

    public init(name: String, timeZone: String = "UTC") {
        self.name = name
        self.timeZone = timeZone
        displayNameStrategy = .firstNameAndLastName
        sendsPanelStatusReport = false
        qrKeysOpen = true
        hasOpenDoorButton = true
        address1 = ""
    }

    func validated(_ zones: ZoneDatabase) throws -> BuildingDraft {
        var texts = FreeTexts()
        var draft = self
        draft.name = texts.required("name", name, most: 200)
        draft.type = texts.optional("building_type", type)
        draft.inUnitPhoneNumber = texts.optional("in_unit_phone_number", inUnitPhoneNumber)
        draft.address1 = texts.optional("address_1", address1, most: 500) ?? ""
        draft.address2 = texts.optional("address_2", address2, most: 500)
        draft.city = texts.optional("city", city)
        draft.state = texts.optional("state", state)
        draft.zipCode = texts.optional("zip_code", zipCode)
        draft.country = texts.optional("country", country)
        draft.phoneNumber = texts.optional("phone_number", phoneNumber)
        draft.timeZone = timeZone.trimmed
        do {
            _ = try zones.rules(of: draft.timeZone)
        } catch .unknown {
            texts.note("time_zone", "is not a time zone, such as America/New_York")
        } catch {
            throw Failure(
                .unavailable, code: "building.time-zone",
                "The clocks of the building are not known to this server. Install the package tzdata.", cause: error)
        }
        try texts.finish("building")
        return draft
    }
}

/// How panels show the names of those who live there.
public enum DisplayNameStrategy: String, CaseIterable, Sendable {
    case building, custom, anonymous
    case firstNameAndLastName = "first_name_and_last_name"
    case firstNameInitialAndLastName = "first_name_initial_and_last_name"
    case firstNameAndLastNameInitial = "first_name_and_last_name_initial"
}

/// What is to become of the code that opens every door of a building.
public enum DoorReleasePinChange: Sendable {
    case keep, remove
    case set(String)
}
