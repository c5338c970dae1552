import Access
import Basics
import Synchronization

/// Which tokens were in force a moment ago, and whose they are. Whoever asks here looks at the token again before anything
/// comes of it.
final class RecentPanels: Sendable {
    private struct Entry {
        let caller: PanelCaller
        let until: ContinuousClock.Instant
    }

    private static let lifetime = Duration.seconds(60)
    /// Panels; with more, all are looked up anew.
    private static let most = 50_000

    private let entries = Mutex<[Digest: Entry]>([:])

    func note(_ secret: Secret, _ caller: PanelCaller) {
        let token = secret.digest
        let entry = Entry(caller: caller, until: .now + RecentPanels.lifetime)
        entries.withLock { entries in
            if entries.count >= RecentPanels.most { entries = [:] }
            entries[token] = entry
        }
    }

    func caller(_ secret: Secret) -> PanelCaller? {
        let token = secret.digest
        return entries.withLock { entries in
            guard let entry = entries[token] else { return nil }
            if entry.until > .now { return entry.caller }
            entries[token] = nil
            return nil
        }
    }
}
