/// How the keys of a keychain open: between two moments, at hours that recur, or each of them once.
public enum KeychainKind: String, CaseIterable, Sendable {
    case custom
    case recurring
    case oneTime = "one_time"
}
