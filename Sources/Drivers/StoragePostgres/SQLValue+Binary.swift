import CPQ
import Storage

extension SQLValue {
    /// Reads the server's binary form of a value; nil for a type that `SQLValue` cannot hold.
    init?(_ bytes: UnsafeRawBufferPointer, type: Oid) {
        switch (type, bytes.count) {
        case (ServerType.bool, 1): self = .boolean(bytes[0] != 0)
        case (ServerType.int8, 8): self = .integer(bytes.bigEndian(Int64.self, at: 0))
        case (ServerType.int4, 4): self = .integer(Int64(bytes.bigEndian(Int32.self, at: 0)))
        case (ServerType.int2, 2): self = .integer(Int64(bytes.bigEndian(Int16.self, at: 0)))
        case (ServerType.oid, 4): self = .integer(Int64(bytes.bigEndian(UInt32.self, at: 0)))
        case (ServerType.float8, 8): self = .real(Double(bitPattern: bytes.bigEndian(UInt64.self, at: 0)))
        case (ServerType.float4, 4): self = .real(Double(Float(bitPattern: bytes.bigEndian(UInt32.self, at: 0))))
        case (ServerType.text, _), (ServerType.varchar, _), (ServerType.bpchar, _), (ServerType.name, _),
            (ServerType.unknown, _):
            self = .text(String(decoding: bytes, as: UTF8.self))
        case (ServerType.bytea, _): self = .blob([UInt8](bytes))
        case (ServerType.void, _): self = .null
        case (ServerType.numeric, 8...): self.init(numeric: bytes)
        default: return nil
        }
    }

    /// The sum of a BIGINT column is NUMERIC: an integer where it is one that fits, else the nearest real.
    ///
    /// Count of digits, weight of the first, sign, digits after the point, then digits to base 10,000, 16 bits each.
    private init?(numeric bytes: UnsafeRawBufferPointer) {
        let count = Int(bytes.bigEndian(Int16.self, at: 0))
        let weight = Int(bytes.bigEndian(Int16.self, at: 2))
        let sign = bytes.bigEndian(UInt16.self, at: 4)
        let scale = bytes.bigEndian(UInt16.self, at: 6)
        guard count >= 0, bytes.count == 8 + 2 * count else { return nil }
        switch sign {
        case 0x0000, 0x4000: break
        case 0xD000: self = .real(.infinity); return
        case 0xF000: self = .real(-.infinity); return
        default: self = .real(.nan); return
        }
        let digits = (0..<count).map { Int64(bytes.bigEndian(Int16.self, at: 8 + 2 * $0)) }
        if scale == 0, let integer = Self.integer(digits, weight: weight, isNegative: sign == 0x4000) {
            self = .integer(integer)
            return
        }
        let text = digits.reduce("0.") { text, digit in
            let word = String(digit)
            return text + String(repeating: "0", count: max(0, 4 - word.count)) + word
        }
        guard let real = Double("\(text)e\((weight + 1) * 4)") else { return nil }
        self = .real(sign == 0x4000 ? -real : real)
    }

    private static func integer(_ digits: [Int64], weight: Int, isNegative: Bool) -> Int64? {
        guard weight < 5, digits.count <= weight + 1 || digits.isEmpty else { return nil }
        var value: Int64 = 0
        for place in 0..<max(0, weight + 1) {
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10_000)
            let digit = place < digits.count ? digits[place] : 0
            // Counted below zero, where there is room for one more.
            let (difference, tooSmall) = product.subtractingReportingOverflow(digit)
            if tooLarge || tooSmall { return nil }
            value = difference
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }
}

extension UnsafeRawBufferPointer {
    /// The caller has checked that there are so many bytes.
    fileprivate func bigEndian<Number: FixedWidthInteger>(_: Number.Type, at offset: Int) -> Number {
        Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}
