/// An arrow from one part to another (ECMA-376 Part 2, clause 6.5).
public struct Relationship: Sendable, Equatable {
    public let id: String
    /// The full type, of the transitional or the strict form.
    public let type: String
    /// The target as written.
    public let target: String
    /// The part's name without a leading slash; what is written where the target is external.
    public let part: String
    public let isExternal: Bool

    /// The last word of the type, as in `worksheet`, which both forms share.
    public var kind: Substring { type.split(separator: "/").last ?? "" }
}
