public import Zip

/// How much of a workbook is taken before it is refused.
public struct XLSXLimits: Sendable, Equatable {
    public var zip = ZipLimits.standard
    /// Elements inside each other.
    public var maximumDepth = 256
    /// Bytes of one tag with its attributes.
    public var maximumTagBytes = 1 << 20
    /// Bytes of one attribute's value where it is taken as a text, such as a number format or the name of a sheet.
    public var maximumAttributeBytes = 64 << 10
    /// Bytes of one run of text; a cell may hold 32,767 characters.
    public var maximumTextBytes = 8 << 20
    /// Bytes of text in one row, all cells together.
    public var maximumRowBytes = 64 << 20
    public var maximumSharedStrings = 20_000_000
    /// Bytes of all shared strings.
    public var maximumSharedStringBytes = 256 << 20
    /// Bytes of memory for shared strings; what is more goes to a temporary file, which has no name.
    public var sharedStringMemory = 64 << 20
    /// Where that file lies.
    public var temporaryFolder = "/tmp"
    /// Cells of one sheet, blank ones too.
    public var maximumCells = 500_000_000
    /// Cells written in one row; more than it has columns only where some are written more than once.
    public var maximumRowCells = 65_536
    /// Cell formats, and number formats of the workbook's own; programs write 65,490 at most.
    public var maximumStyles = 200_000
    /// Sheets of the workbook, hidden ones too.
    public var maximumSheets = 10_000
    /// Notes of one sheet that is marked.
    public var maximumNotes = 100_000
    /// Relationships of one part, and content types.
    public var maximumListItems = 200_000
    /// Bytes of a part that is no sheet and no table of strings, which are held in memory where it is changed.
    public var maximumPartBytes = 64 << 20

    /// Whether cells, rows and strings of the common shapes may be read past the general scanner; off where tests compare
    /// the two ways.
    var readsPlainly = true

    public init() {}

    public static let standard = XLSXLimits()
}
