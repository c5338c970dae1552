import Testing

@testable import XLSX

struct DecimalTextTests {
    @Test func `prices, shares and serial dates are written in the digits that a person would`() {
        let expected: [(Double, String)] = [
            (0.1, "0.1"), (-0.5, "-0.5"), (3534.5, "3534.5"), (1234.56, "1234.56"), (0.07, "0.07"), (100.25, "100.25"),
            (0.3, "0.3"), (1e-5, "0.00001"), (0.123456789012345, "0.123456789012345"), (45000.5, "45000.5"),
            (0.1 + 0.2, "0.30000000000000004"), (123456789012345.6, "123456789012345.6"),
            (9007199254740992.5, "9007199254740992.0"),
        ]
        for (number, text) in expected { #expect(Self.text(number) == text) }
    }

    @Test func `any finite number reads back as itself`() {
        var state: UInt64 = 1
        var numbers: [Double] = [
            .leastNonzeroMagnitude, .greatestFiniteMagnitude, .leastNormalMagnitude, -0.0, .pi, 0x1p53, 0x1p53 + 2,
            1e15.nextDown, 1e15, 1e-5, 1e-5.nextDown, 0.1.nextUp, 0.1.nextDown, 1.0.nextUp, 1.0.nextDown,
        ]
        for power in -7...17 {
            let ten = Double("1e\(power)") ?? 0
            numbers += [ten, ten.nextUp, ten.nextDown, -ten.nextUp]
        }
        for _ in 0..<100_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            numbers.append(Double(bitPattern: state))
            numbers.append(Double(state >> 11) * 0x1p-53 * 100_000)
            numbers.append(Double(state >> 40) / 1000)
        }
        for number in numbers where number.isFinite {
            let text = Self.text(number)
            #expect(Double(text)?.bitPattern == number.bitPattern, "\(number) was written as \(text)")
        }
    }

    private static func text(_ number: Double) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DecimalText.maximumBytes + 8) { room in
            guard let start = room.baseAddress else { return "" }
            var cursor = XMLCursor(start)
            DecimalText.put(number, to: &cursor)
            return String(decoding: room[..<(cursor.place - start)], as: UTF8.self)
        }
    }
}
