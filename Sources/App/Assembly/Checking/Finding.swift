/// What the doctor found of one thing.
public struct Finding: Sendable, CustomStringConvertible {
    public let subject: String
    public let isWrong: Bool
    /// What is, and where it is wrong how to mend it.
    public let text: String

    static func fine(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, isWrong: false, text: text)
    }

    public static func wrong(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, isWrong: true, text: text)
    }

    public var description: String { "\(isWrong ? "WRONG" : "ok   ")  \(subject): \(text)" }
}
