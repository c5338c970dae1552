/// Hands short texts to whoever delivers them to phones.
public protocol TextTransport: Sendable {
    /// Returns when they were taken.
    ///
    /// - Parameter number: E.164, with the plus sign.
    func send(_ text: String, to number: String) async throws(TextError)
}

/// Why a text was not taken. It names no number.
public enum TextError: Error, Sendable, Equatable {
    case refused(status: Int)
    case connection(reason: String)
}

extension TextError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let status): "the gateway for texts answered with status \(status)"
        case .connection(let reason): "no answer from the gateway for texts: \(reason)"
        }
    }
}
