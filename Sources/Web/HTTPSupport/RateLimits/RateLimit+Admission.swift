public import Basics

extension RateLimit {
    /// Takes one turn, or throws the failure that surfaces answer with 429 and `Retry-After` (RFC 6585, 4).
    public func admit(_ key: Key) throws {
        guard let pause = wait(key) else { return }
        throw Failure(
            .tooMany, code: "rate.exceeded",
            "More than \(rate.perSecond) requests a second. Wait as long as Retry-After says.", retryAfter: pause)
    }
}
