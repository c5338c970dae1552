public import Basics

/// What webhooks are told of a call besides the call itself.
public struct CallTelling: Sendable {
    /// Who carries the video.
    let provider: CallProvider
    /// The link to the visitor's picture, made at this moment; nil where nobody knows by what address we are reached.
    let link: @Sendable (Medium, Instant) -> String?

    public init(
        provider: CallProvider = .internal, link: @escaping @Sendable (Medium, Instant) -> String? = { _, _ in nil }
    ) {
        self.provider = provider
        self.link = link
    }
}
