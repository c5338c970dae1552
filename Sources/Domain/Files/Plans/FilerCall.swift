/// A call of the filer that a firm's plan may leave out, by the name that the operator uses.
public enum FilerCall: String, CaseIterable, Sendable {
    case upload
    case get
    case info
    case logo
    case avatar
    case delete
    case deleteAvatar = "delete-avatar"
}
