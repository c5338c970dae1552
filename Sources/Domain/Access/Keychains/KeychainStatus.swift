public import Basics

/// Where a keychain stands in its life.
public enum KeychainStatus: String, CaseIterable, Sendable {
    /// It has not begun.
    case upcoming
    /// It has begun and is not over, and there is something left to open with.
    case active
    case expired
    /// All keys of a one-time keychain have been used; it stays so when its time is over.
    case used

    /// - Parameters:
    ///   - keys: how many keys it has that are not revoked.
    ///   - unused: how many of them have never opened a door.
    public static func of(
        _ kind: KeychainKind, _ window: KeychainWindow, keys: Int, unused: Int, at now: Instant
    ) -> KeychainStatus {
        if kind == .oneTime, keys > 0, unused == 0 { return .used }
        switch window.phase(at: now) {
        case .ahead: return .upcoming
        case .running: return .active
        case .over: return .expired
        }
    }
}
