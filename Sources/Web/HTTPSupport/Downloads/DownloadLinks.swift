public import Basics

/// Makes links that open one file for a while without a token, and tells a genuine one.
public struct DownloadLinks: Sendable {
    private let secret: Secret
    /// How long a link works.
    public let lifetime: Duration

    public init(secret: Secret, lifetime: Duration = .seconds(86_400)) {
        self.secret = secret
        self.lifetime = lifetime
    }

    /// The query to put behind the path of a link that is made now, and when it lapses.
    ///
    /// - Parameter duration: how long the link works; nil: as long as all of them.
    public func sign(
        _ path: String, at now: Instant, for duration: Duration? = nil
    ) -> (query: String, expiresAt: Instant) {
        let expiresAt = Instant(seconds: (now + (duration ?? lifetime)).microseconds / 1_000_000)
        let seconds = expiresAt.microseconds / 1_000_000
        return ("expires=\(seconds)&signature=\(signature(path, seconds))", expiresAt)
    }

    /// When the link lapses, or has lapsed; nil where these query values were not made for this path.
    public func lapse(of path: String, expires: String, signature: String) -> Instant? {
        guard let seconds = Int64(expires), Secret.equal(signature, self.signature(path, seconds)) else { return nil }
        return Instant(seconds: seconds)
    }

    private func signature(_ path: String, _ seconds: Int64) -> String {
        secret.authenticationCode(for: "\(seconds)\n\(path)")
    }
}
