public import Basics

/// What is to become of a logo or an avatar.
public enum PictureChange: Sendable {
    case keep, remove
    /// The digest of the picture, which was taken in already.
    case set(Digest)

    /// - Parameter write: sets what stands there from now on.
    func apply(_ write: (Digest?) throws -> Void) rethrows {
        switch self {
        case .keep: break
        case .remove: try write(nil)
        case .set(let digest): try write(digest)
        }
    }
}

/// What is to become of a building's logos.
public struct LogoChanges: Sendable {
    /// For panels at the doors.
    public var panel: PictureChange
    /// For apps.
    public var mobile: PictureChange

    public init(panel: PictureChange = .keep, mobile: PictureChange = .keep) {
        self.panel = panel
        self.mobile = mobile
    }
}
