public import Zip

/// How much of a workbook is taken before it is refused.
public struct XLSXLimits: Sendable, Equatable {
    public var zip = ZipLimits.standard
    /// Elements inside each other.
    public var maximumDepth = 256
    /// Bytes of one tag with its attributes.
    public var maximumTagBytes = 1 << 20
    /// Bytes of one run of text; a cell may hold 32,767 characters.
    public var maximumTextBytes = 8 << 20
    /// Bytes of text in one row, all cells together.
    public var maximumRowBytes = 64 << 20
    public var maximumSharedStrings = 20_000_000
    /// Bytes of all shared strings, which are held in memory.
    public var maximumSharedStringBytes = 256 << 20
    /// Cell formats, number formats, sheets, relationships and content types: a list of a small part may have so many.
    public var maximumListItems = 200_000

    public init() {}

    public static let standard = XLSXLimits()
}
