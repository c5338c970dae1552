public import Basics

/// Makes links that open one file for a while without a token, and tells a genuine one.
public struct DownloadLinks: Sendable {
    private let secret: Secret
    private let clock: WallClock
    /// How long a link works.
    public let lifetime: Duration

    public init(secret: Secret, lifetime: Duration = .seconds(86_400), clock: WallClock = .system) {
        self.secret = secret
        self.lifetime = lifetime
        self.clock = clock
    }

    /// The query to put behind the path, and when it lapses.
    public func sign(_ path: String) -> (query: String, expiresAt: Instant) {
        let expiresAt = Instant(seconds: (clock.now + lifetime).microseconds / 1_000_000)
        let seconds = expiresAt.microseconds / 1_000_000
        return ("expires=\(seconds)&signature=\(signature(path, seconds))", expiresAt)
    }

    /// Whether these query values were made for this path and have not lapsed.
    public func isGenuine(_ path: String, expires: String, signature: String) -> Bool {
        guard let seconds = Int64(expires), Secret.equal(signature, self.signature(path, seconds)) else { return false }
        return clock.now < Instant(seconds: seconds)
    }

    private func signature(_ path: String, _ seconds: Int64) -> String {
        secret.authenticationCode(for: "\(seconds)\n\(path)")
    }
}
