public import Basics
public import Hummingbird

/// Refuses whoever asks too often, with the time to wait until the next request.
public struct RateLimitMiddleware<Context: RequestContext, Key: Hashable & Sendable>: RouterMiddleware {
    private let limit: RateLimit<Key>
    private let key: @Sendable (Request, Context) -> Key?

    /// - Parameter key: who is asking; nil where nobody counts.
    public init(_ limit: RateLimit<Key>, key: @escaping @Sendable (Request, Context) -> Key?) {
        self.limit = limit
        self.key = key
    }

    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let key = key(request, context) { try limit.admit(key) }
        return try await next(request, context)
    }
}

extension RateLimit {
    /// Takes one token, or throws the failure that surfaces answer with 429 and `Retry-After`.
    public func admit(_ key: Key) throws {
        guard let pause = wait(key) else { return }
        throw Failure(
            .tooMany, code: "rate.exceeded",
            "More than \(rate.perSecond) requests a second. Wait as long as Retry-After says.", retryAfter: pause)
    }
}
