import Basics
import Identity
import Storage

/// The codes of a building. Whoever changes them holds the building, so that a code is not taken while it is given back.
struct PinTable {
    let building: ID<Building>
    let secrets: AccessSecrets
    let tx: any Transaction

    init(of building: ID<Building>, secrets: AccessSecrets, in tx: any Transaction) throws {
        self.building = building
        self.secrets = secrets
        self.tx = tx
        try BuildingTable.hold(building, in: tx)
    }

    /// The code, taken for a user's tenancies; nil where somebody else has it.
    func take(_ code: PinCode, for user: ID<User>, at now: Instant) throws -> ID<Pin>? {
        if let taken = try insert(code, user: user, at: now) { return taken }
        let hash = secrets.hash(ofPin: code.text, in: building).hex
        return try tx.first(
            "SELECT id FROM pin WHERE building_id = \(building) AND hash = \(hash) AND user_id = \(user)"
        ).map { try $0.id("id") }
    }

    /// A code that nobody has.
    func takeAny(at now: Instant) throws -> (id: ID<Pin>, code: PinCode) {
        var generator = SystemRandomNumberGenerator()
        // A million codes; where twenty in a row are taken, the building has used up most of them.
        for _ in 0..<20 {
            let code = PinCode.random(using: &generator)
            if let id = try insert(code, user: nil, at: now) { return (id, code) }
        }
        throw Failure(
            .conflict, code: "pin.none-left",
            "There are hardly any codes left in this building. Delete keychains that are over, then try again.")
    }

    /// Gives back a code that nobody has any more.
    func release(_ pin: ID<Pin>) throws { try PinTable.release(pin, in: tx) }

    /// The same, for who holds the building already.
    static func release(_ pin: ID<Pin>, in tx: any Transaction) throws {
        try tx.execute(
            """
            DELETE FROM pin WHERE id = \(pin) AND NOT EXISTS (SELECT 1 FROM tenant WHERE tenant.pin_id = pin.id)
                AND NOT EXISTS (SELECT 1 FROM virtual_key WHERE virtual_key.pin_id = pin.id)
            """)
    }

    static func code(_ pin: ID<Pin>, _ secrets: AccessSecrets, in tx: any Transaction) throws -> PinCode? {
        try tx.first("SELECT building_id, sealed FROM pin WHERE id = \(pin)").map { row in
            try code(row.blob("sealed"), building: try row.id("building_id"), secrets)
        }
    }

    static func code(_ sealed: [UInt8], building: ID<Building>, _ secrets: AccessSecrets) throws -> PinCode {
        PinCode(stored: try secrets.open(sealed, for: place(building)))
    }

    /// Nil where it is taken.
    private func insert(_ code: PinCode, user: ID<User>?, at now: Instant) throws -> ID<Pin>? {
        let hash = secrets.hash(ofPin: code.text, in: building).hex
        let sealed = try secrets.seal(code.text, for: PinTable.place(building))
        let isBuildings =
            try tx.first(
                "SELECT id FROM building WHERE id = \(building) AND door_release_pin_hash = \(hash)") != nil
        guard !isBuildings else { return nil }
        return try tx.first(
            """
            INSERT INTO pin (building_id, hash, sealed, user_id, created_at)
            VALUES (\(building), \(hash), \(sealed), \(user), \(now))
            ON CONFLICT (building_id, hash) DO NOTHING RETURNING id
            """
        ).map { try $0.id("id") }
    }

    /// What the codes of a building are sealed for.
    static func place(_ building: ID<Building>) -> String { "pin \(building)" }
}
