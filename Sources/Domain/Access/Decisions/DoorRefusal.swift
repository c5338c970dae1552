/// Why a door stays closed.
///
/// In the order in which things are looked at. Where a reading fits several keys, the answer is of that which came farthest.
public enum DoorRefusal: Int, CaseIterable, Comparable, Sendable {
    /// The panel is out of service or switched off.
    case panelDisabled
    /// The panel stands at another building.
    case wrongBuilding
    /// The building lets no QR code open its doors.
    case qrDisabled
    /// Nothing known fits.
    case unknown
    case revoked
    /// The tenant in whose name the key opens lives there no more.
    case movedOut
    /// It opens other doors.
    case wrongDoor
    /// The tenant, or the panel, may not open this way.
    case notAllowed
    case upcoming
    case expired
    /// It opened once, and was good for once.
    case used
    /// Today or at this hour it does not open.
    case outsideHours

    /// What panels are told.
    public var word: String {
        switch self {
        case .panelDisabled: "panel_disabled"
        case .wrongBuilding: "wrong_building"
        case .qrDisabled: "qr_disabled"
        case .unknown: "unknown"
        case .revoked: "revoked"
        case .movedOut: "moved_out"
        case .wrongDoor: "wrong_door"
        case .notAllowed: "not_allowed"
        case .upcoming: "upcoming"
        case .expired: "expired"
        case .used: "used"
        case .outsideHours: "outside_hours"
        }
    }

    public static func < (left: DoorRefusal, right: DoorRefusal) -> Bool { left.rawValue < right.rawValue }
}
