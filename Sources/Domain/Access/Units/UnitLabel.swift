import Basics

/// Why a text cannot be the label of a unit at a panel.
public enum UnitLabelProblem: Error, Sendable {
    case notWholeNumber
    case outside(UnitRange)
    case tooLong
    case notPrintable

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notWholeNumber: "not-whole-number"
        case .outside: "out-of-range"
        case .tooLong: "too-long"
        case .notPrintable: "not-printable"
        }
    }

    /// One sentence for whoever wrote the label.
    public var message: String {
        switch self {
        case .notWholeNumber: "The apartment is not a whole number. Write its number in digits."
        case .outside(let range):
            "The apartment is outside this intercom's range \(range.from) to \(range.to). Correct it, or widen the range."
        case .tooLong: "The apartment's label is longer than \(UnitLabel.limit) characters. Shorten it."
        case .notPrintable: "The apartment's label has characters that cannot be printed. Type it again."
        }
    }
}

/// The label of a unit where the panel has no range of numbers.
enum UnitLabel {
    /// Characters.
    static let limit = 50

    static func free(_ raw: String) -> Result<String, UnitLabelProblem> {
        let label = raw.trimmed
        guard !label.isEmpty, label.unicodeScalars.count <= limit else { return .failure(.tooLong) }
        return label.hasControlCharacters ? .failure(.notPrintable) : .success(label)
    }
}
