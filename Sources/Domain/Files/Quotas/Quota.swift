/// How much an organization keeps, and how much it may.
public struct QuotaReading: Sendable {
    /// In bytes.
    public let quota: Int64
    /// In bytes, without what is still coming in.
    public let used: Int64
    /// Files that are kept; folders and deleted files do not count.
    public let files: Int
}
