/// How much of a delimited text is taken before it is refused. The size of the file is not limited: it is never held.
public struct DelimitedTextLimits: Sendable, Equatable {
    /// Bytes of one record in UTF-8; so much memory is needed for it.
    public var maximumRowBytes = 16 << 20
    /// Fields of one record; as many as a sheet has columns.
    public var maximumColumns = 16_384

    public init() {}

    public static let standard = DelimitedTextLimits()
}
