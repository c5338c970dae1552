/// One tab of a workbook.
public struct Sheet: Sendable, Equatable {
    /// Whether its tab is shown; a very hidden one can only be shown by a program.
    public enum State: String, Sendable {
        case visible, hidden, veryHidden
    }

    public enum Kind: String, Sendable {
        case worksheet
        case chartSheet = "chart sheet"
        case dialogSheet = "dialog sheet"
        case macroSheet = "macro sheet"
        /// The workbook names a sheet whose part is not there, or lies elsewhere.
        case missing = "sheet without a part"
    }

    public let name: String
    public let state: State
    public let kind: Kind
    /// The part's name inside the package, without a leading slash.
    public let part: String
    /// The id of the workbook's relationship to it.
    public let relationshipID: String
    /// `sheetId`: a number of its own that survives moving and renaming.
    public let sheetID: Int?
}
