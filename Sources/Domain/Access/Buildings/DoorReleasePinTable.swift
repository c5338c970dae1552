import Basics
import Storage

/// The code that opens every door of a building, kept as other codes are: as a keyed hash, and sealed.
struct DoorReleasePinTable {
    let building: ID<Building>
    let secrets: AccessSecrets
    let tx: any Transaction

    /// Digits of such a code.
    static let lengths = 4...10

    /// Whoever calls holds the building.
    func apply(_ change: DoorReleasePinChange, at now: Instant) throws {
        switch change {
        case .keep: break
        case .remove: try write(hash: nil, sealed: nil, at: now)
        case .set(let text):
            let problems = DoorReleasePinTable.problems(of: text)
            guard problems.isEmpty else {
                throw Failure(
                    .invalid, code: "building.door-release-pin", "This code cannot be used. Send another one.",
                    fields: [("door_release_pin", problems)])
            }
            let hash = secrets.hash(ofPin: text, in: building).hex
            guard try tx.first("SELECT id FROM pin WHERE building_id = \(building) AND hash = \(hash)") == nil else {
                throw Failure.invalid(
                    "door_release_pin", code: "building.door-release-pin", PinProblem.taken.message)
            }
            try write(hash: hash, sealed: try secrets.seal(text, for: place), at: now)
        }
    }

    func open(_ sealed: [UInt8]) throws -> String { try secrets.open(sealed, for: place) }

    private var place: String { PinTable.place(building) }

    private func write(hash: String?, sealed: [UInt8]?, at now: Instant) throws {
        try tx.execute(
            """
            UPDATE building SET door_release_pin_hash = \(hash), door_release_pin_sealed = \(sealed),
                updated_at = \(now)
            WHERE id = \(building)
            """)
    }

    private static func problems(of text: String) -> [String] {
        let digits = Array(text.utf8)
        guard digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return [PinProblem.notANumber.message] }
        var problems: [String] = []
        if PinCode.isWeak(digits) { problems.append(PinProblem.weak.message) }
        if !lengths.contains(digits.count) {
            problems.append("is the wrong length (should be \(lengths.lowerBound) to \(lengths.upperBound) characters)")
        }
        return problems
    }
}
