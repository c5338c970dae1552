/// What is wrong with a PIN.
public enum PinProblem: Hashable, Sendable {
    case blank, notANumber, weak, wrongLength, taken

    /// In the words of the contract.
    public var message: String {
        switch self {
        case .blank: "can't be blank"
        case .notANumber: "is not a number"
        case .weak: "isn't strong enough, try a different value"
        case .wrongLength: "is the wrong length (should be \(PinCode.length) characters)"
        case .taken: "has already been taken"
        }
    }
}

/// All that is wrong with one PIN.
public struct PinProblems: Error, Equatable, Sendable {
    public let all: [PinProblem]

    public init(all: [PinProblem]) {
        self.all = all
    }
}
