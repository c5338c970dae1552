/// A right that a token may carry, by the name that the surfaces' own documentation gives it.
public enum Permission: String, CaseIterable, Sendable {
    case intercomView = "intercom-view"
    case intercomUpdate = "intercom-update"
    /// To work with files; which files, the member's level and rights decide.
    case files
    /// To work with the catalogue of brands; as whom, the user's tie to it decides.
    case catalog
    /// To open doors and give keys; which and to whom, the user's homes and roles decide.
    case access
}
