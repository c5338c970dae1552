public import Basics

/// A table that stands in both databases alike.
public struct CopiedTable: Sendable, Equatable {
    public let name: String
    public let rows: Int64
    /// SHA-256 over all rows in the order of their keys, the same on both sides.
    public let digest: Digest
    /// The highest number that its counting key has given out; nil where it does not count.
    let counted: Int64?
}
