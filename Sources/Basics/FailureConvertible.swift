/// An engine's error that knows what to tell the caller; what does not conform is a fault of ours.
public protocol FailureConvertible: Error {
    var failure: Failure { get }
}

extension Failure {
    /// The failure that an error stands for.
    public init(wrapping error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let convertible as any FailureConvertible: self = convertible.failure
        default:
            self = Failure(
                .internal, code: "internal",
                "Something went wrong on our side. Try again; the log has the request's id.",
                cause: error)
        }
    }
}
