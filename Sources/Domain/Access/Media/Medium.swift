public import Basics
import Identity

/// A picture or a recording that answers name by a link of its own.
public struct Medium: Hashable, Sendable {
    public let kind: Kind
    /// Whose it is: the id of a call, a building, a user or a message.
    public let owner: Int64
    public let digest: Digest

    /// The raw value is the word in links.
    public enum Kind: String, CaseIterable, Sendable {
        /// What the panel saw when somebody rang.
        case call = "calls"
        case panelLogo = "panel_logos"
        case mobileLogo = "mobile_logos"
        case avatar = "avatars"
        /// What a visitor said.
        case recording = "recordings"
    }

    /// The path of its link: another one as soon as the bytes are others.
    public var path: String { Medium.path(kind, owner, version: version) }

    public static func path(_ kind: Kind, _ owner: Int64, version: String) -> String {
        "/public/media/\(kind.rawValue)/\(owner)/\(version)"
    }

    var version: String { String(digest.hex.prefix(16)) }
}

extension Call {
    /// What the panel saw.
    public var picture: Medium? { image.map { Medium(kind: .call, owner: id.number, digest: $0) } }
}

extension Message {
    /// What a visitor said.
    public var recording: Medium? {
        if case .voice(let digest) = content { Medium(kind: .recording, owner: id.number, digest: digest) } else { nil }
    }
}

extension Person {
    public var avatar: Medium? {
        profile.avatar.map { Medium(kind: .avatar, owner: profile.user.number, digest: $0) }
    }
}
