public import Identity

/// Everything that is tied to one panel: its units, their keys, and their tenants.
///
/// Keys and tenants name their unit by its place in `units`.
public struct Roster: Sendable {
    public struct Apartment: Sendable, Equatable {
        public var label: String
        public var landline: String?
        public var sip: String?

        public init(label: String, landline: String? = nil, sip: String? = nil) {
            self.label = label
            self.landline = landline
            self.sip = sip
        }
    }

    public struct Key: Sendable {
        public var code: KeyCode
        public var unit: Int
        /// The tenant who carries it, where that is known.
        public var login: Login?

        public init(code: KeyCode, unit: Int, login: Login? = nil) {
            self.code = code
            self.unit = unit
            self.login = login
        }
    }

    public struct Resident: Sendable {
        public var unit: Int
        public var login: Login
        public var name: String?
        public var flags: TenantFlags

        public init(unit: Int, login: Login, name: String? = nil, flags: TenantFlags = TenantFlags()) {
            self.unit = unit
            self.login = login
            self.name = name
            self.flags = flags
        }
    }

    public var units: [Apartment]
    public var keys: [Key]
    public var residents: [Resident]

    public init(units: [Apartment] = [], keys: [Key] = [], residents: [Resident] = []) {
        self.units = units
        self.keys = keys
        self.residents = residents
    }
}
