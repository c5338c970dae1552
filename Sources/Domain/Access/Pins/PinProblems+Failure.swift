public import Basics

extension PinProblems: FailureConvertible {
    public var failure: Failure {
        Failure(
            .invalid, code: "pin.invalid", "The code cannot be used. Send another one.",
            fields: [("code", all.map(\.message))])
    }
}
