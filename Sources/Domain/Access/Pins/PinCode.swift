/// The digits that a tenant or a visitor types at a panel.
public struct PinCode: Hashable, Sendable {
    /// Six digits; leading zeros count.
    public let text: String

    public static let length = 6

    /// Throws all that is wrong with it.
    public init(_ text: String) throws(PinProblems) {
        let problems = PinCode.problems(of: text)
        guard problems.isEmpty else { throw PinProblems(all: problems) }
        self.text = text
    }

    /// A new one at random.
    public static func random(using generator: inout some RandomNumberGenerator) -> PinCode {
        while true {
            let number = String(Int.random(in: 0..<1_000_000, using: &generator))
            let text = String(repeating: "0", count: length - number.count) + number
            if let code = try? PinCode(text) { return code }
        }
    }

    /// Takes a text that was checked before, as it stands in the database; also a code of four digits of an older system.
    init(stored text: String) {
        self.text = text
    }

    private static func problems(of text: String) -> [PinProblem] {
        let bytes = Array(text.utf8)
        if bytes.isEmpty { return [.blank] }
        guard bytes.allSatisfy({ $0 &- 0x30 < 10 }) else { return [.notANumber] }
        var problems: [PinProblem] = []
        if isWeak(bytes) { problems.append(.weak) }
        if bytes.count != length { problems.append(.wrongLength) }
        return problems
    }

    /// Whether digits are the first that somebody would try.
    static func isWeak(_ digits: [UInt8]) -> Bool { isRun(digits) || isRepetition(digits) }

    /// Every digit is one more, or every one less, than the one before; 0 follows 9.
    private static func isRun(_ digits: [UInt8]) -> Bool {
        let steps = zip(digits, digits.dropFirst()).map { ($1 &+ 10 &- $0) % 10 }
        return steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == 9 }
    }

    /// A shorter code over and over, as in 111111, 121212 and 123123.
    private static func isRepetition(_ digits: [UInt8]) -> Bool {
        (1..<max(2, digits.count)).contains { length in
            digits.count % length == 0 && digits.count > length
                && zip(digits, digits.dropFirst(length)).allSatisfy { $0 == $1 }
        }
    }
}

extension PinCode: CustomStringConvertible, CustomDebugStringConvertible {
    /// Dots, so that it cannot slip into a log.
    public var description: String { "••••••" }
    public var debugDescription: String { "••••••" }
}
