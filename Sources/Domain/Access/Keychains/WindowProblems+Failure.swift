public import Basics

extension WindowProblems: FailureConvertible {
    public var failure: Failure {
        Failure(
            .invalid, code: "keychain.times", "The times of the keychain cannot be. Correct the fields that are named.",
            fields: all.map { ($0.field, [$0.message]) })
    }
}
