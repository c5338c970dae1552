public import Basics

/// A thing that the outside knows by 32 hex digits, as ids of brand files are written.
///
/// The digits are computed from the number of the thing's row and its kind, so that they need no column and no index of
/// their own. They hide nothing: who may see a thing is decided with every request.
public protocol HexKeyed {
    /// Another number for each kind of thing, never changed: a key of one kind is no key of another.
    static var hexSalt: UInt64 { get }
}

/// What stands where something is related to nothing: 32 zeros.
public let noHexKey = String(repeating: "0", count: 32)

extension ID where Thing: HexKeyed {
    /// Reads 32 hex digits of any case; nil where they are not the key of a thing of this kind.
    public init?(hexKey text: some StringProtocol) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ $0.isHexDigit }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.dropFirst(16), radix: 16)
        else { return nil }
        let seed = Scramble.undo(high)
        guard let number = Int64(exactly: seed ^ Thing.salt), number > 0, Thing.check(high) == low
        else { return nil }
        self.init(number)
    }

    /// 32 hex digits, upper case.
    public var hexKey: String {
        let high = Scramble.do(UInt64(bitPattern: number) ^ Thing.salt)
        return Scramble.hex(high) + Scramble.hex(Thing.check(high))
    }
}

extension HexKeyed {
    fileprivate static var salt: UInt64 { hexSalt &* 0xD1B5_4A32_D192_ED03 }

    /// The second half of a key, of the first: by it a key of another kind is known.
    fileprivate static func check(_ high: UInt64) -> UInt64 {
        Scramble.do(high ^ (salt &+ 0x9E37_79B9_7F4A_7C15))
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 6 }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): the last step of SplitMix64, which maps
/// 64 bits to 64 bits one to one, and its inverse.
private enum Scramble {
    static func `do`(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    static func undo(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 31 ^ value >> 62) &* 0x3196_42B2_D24D_8EC3
        value = (value ^ value >> 27 ^ value >> 54) &* 0x96DE_1B17_3F11_9089
        return value ^ value >> 30 ^ value >> 60
    }

    static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
