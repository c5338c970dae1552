/// What a case of the property test is about, in plain words: numbers for ids, texts for PINs, seconds or microseconds for
/// times. The model judges it as it stands; `World+Knowledge` turns it into what the house judges.
struct World {
    /// Microseconds since 1970.
    var now: Int64 = 0
    var zone = ""
    var panelIsEnabled = true
    var panelIsOfBuilding = true
    var panelOpensByKey = true
    var panelOpensByCode = true
    var qrOpens = true
    var buildingPin: String?
    var tenants: [Tenant] = []
    var keys: [Key] = []
    var chains: [Chain] = []
    var virtualKeys: [VirtualKey] = []
    var reading = Reading.qr("")

    static let thisPanel = 5

    struct Tenant {
        var id: Int
        var unit: Int
        var movedOut: Int64?
        var isAtPanel: Bool
        var opensByKey: Bool
        var opensByCode: Bool
        var pin: String?
        var pinNeedsUnit: Bool
    }

    struct Key {
        var id: Int
        var code: String
        var unit: Int
        var tenant: Int?
    }

    struct Chain {
        var id: Int
        var tenant: Int?
        var unit: Int
        var unitIsAtPanel: Bool
        var isOneTime: Bool
        var window: Window
        var panels: [Int]
    }

    enum Window {
        case between(Int64, Int64)
        /// Days since 1970, weekdays by name, minutes of the day.
        case weekly(first: Int64, last: Int64, days: Set<String>, from: Int, to: Int)
    }

    struct VirtualKey {
        var id: Int
        var chain: Int
        var pin: String?
        var token: String
        var isUsed: Bool
        var revoked: Int64?
    }

    enum Reading {
        case key(String)
        case pin(String, unit: Int?)
        case qr(String)
    }
}
