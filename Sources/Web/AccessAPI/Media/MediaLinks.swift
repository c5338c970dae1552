public import Access
public import Basics
public import HTTPSupport

/// Makes links to pictures and recordings that need no token, so that a plain `<img>` shows them.
public struct MediaLinks: Sendable {
    let links: DownloadLinks
    /// What stands before the surface's own paths.
    let base: String
    /// By the clock that all servers share.
    let now: Instant

    /// How long those of an answer work; less where all links work for less.
    public static let lifetime = Duration.seconds(3600)
    /// How long those of a webhook work: a day longer than it is tried to deliver it.
    public static let deliveredLifetime = Duration.seconds(4 * 86_400)

    public init(links: DownloadLinks, base: String, now: Instant) {
        self.links = links
        self.base = base
        self.now = now
    }

    /// The link of an answer. For some minutes it is the same one, so that browsers find what they have fetched already.
    func link(_ medium: Medium?) -> MediumLink? {
        guard let medium else { return nil }
        let lifetime = min(links.lifetime, MediaLinks.lifetime)
        let step = max(lifetime.components.seconds / 6, 1) * 1_000_000
        let begun = Instant(microseconds: now.microseconds - now.microseconds % step)
        return link(medium, at: begun, for: lifetime)
    }

    /// The link of a webhook.
    public func deliveredLink(_ medium: Medium) -> String {
        link(medium, at: now, for: MediaLinks.deliveredLifetime).url
    }

    private func link(_ medium: Medium, at moment: Instant, for lifetime: Duration) -> MediumLink {
        MediumLink(url: "\(base)\(medium.path)?\(links.sign(medium.path, at: moment, for: lifetime).query)")
    }
}

/// A signed link; the width of a picture stands behind the signature.
struct MediumLink: Sendable {
    let url: String

    var whole: JSON { .string(url) }
    var thumb: JSON { .string("\(url)&w=128") }
    var medium: JSON { .string("\(url)&w=512") }
}

/// A thing that is shown with a picture or a recording; all that it has is read through.
@dynamicMemberLookup
struct Illustrated<Item: Sendable>: Sendable {
    let item: Item
    let link: MediumLink?

    subscript<Value>(dynamicMember path: KeyPath<Item, Value>) -> Value { item[keyPath: path] }
}

extension MediumLink? {
    var whole: JSON { self?.whole ?? .null }
    var thumb: JSON { self?.thumb ?? .null }
    var medium: JSON { self?.medium ?? .null }
}
