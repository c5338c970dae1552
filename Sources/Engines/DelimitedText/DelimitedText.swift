public import XLSX

/// A table as text with delimiters, as in CSV (RFC 4180) and in tab-separated files.
///
/// Fields are divided by a comma, semicolon or tab, records by CR LF, LF or CR. A field in quotes may hold all of these,
/// and quotes written twice. Nothing is read before `readRows`, and no more than a record and a block are ever held.
public struct DelimitedText: Sendable {
    public var options: Options
    public var limits: DelimitedTextLimits
    private let origin: TextSource.Origin

    /// How the text is written, where that is known.
    public struct Options: Sendable, Equatable {
        /// Nil to tell it from the first records.
        public var delimiter: Delimiter?
        /// Nil to tell it from the bytes: a byte order mark, zeros as in UTF-16, and else UTF-8 until the first
        /// character beyond ASCII is none of UTF-8, which makes it Windows-1252.
        public var encoding: TextEncoding?
        /// What a quote inside a field without quotes is, as in `5" nails`.
        public var strayQuotes = StrayQuotes.refused

        public init(
            delimiter: Delimiter? = nil, encoding: TextEncoding? = nil, strayQuotes: StrayQuotes = .refused
        ) {
            self.delimiter = delimiter
            self.encoding = encoding
            self.strayQuotes = strayQuotes
        }
    }

    /// What stands between two fields.
    public enum Delimiter: UInt8, Sendable, CaseIterable {
        case comma = 0x2C
        case semicolon = 0x3B
        case tab = 0x09
    }

    public enum StrayQuotes: Sendable {
        /// An error, for a quote that opens too late shifts all columns behind it.
        case refused
        /// A character like any other.
        case literal
    }

    /// A file, opened at each reading.
    public init(path: String, options: Options = Options(), limits: DelimitedTextLimits = .standard) {
        origin = .file(path)
        self.options = options
        self.limits = limits
    }

    /// A text that is in memory.
    public init(bytes: [UInt8], options: Options = Options(), limits: DelimitedTextLimits = .standard) {
        origin = .bytes(bytes)
        self.options = options
        self.limits = limits
    }

    /// Reads the records in order, handing over each that has a field with text, until the closure answers false.
    ///
    /// A row's index is the number of its record; empty records are counted and passed over. Its cells are texts or
    /// blanks, one for each field, valid until the next row. Throws `DelimitedTextError`, or what the closure throws.
    public func readRows(_ body: (borrowing SheetRow) throws -> Bool) throws {
        var scanner = try scanner()
        while try scanner.nextRow() {
            guard try body(scanner.row) else { return }
        }
    }

    /// Decodes every field and counts.
    public func countCells() throws(DelimitedTextError) -> SheetExtent {
        var extent = SheetExtent()
        var scanner = try scanner()
        while try scanner.nextRow() {
            extent.rows += 1
            extent.cells += scanner.filledCount
        }
        return extent
    }

    /// The delimiter that reading goes by: the one of the options, or the one that is told from the first records.
    public func delimiter() throws(DelimitedTextError) -> Delimiter {
        if let delimiter = options.delimiter { return delimiter }
        var scanner = try scanner()
        return try scanner.knownDelimiter()
    }

    /// Starts to read; `window` is the memory that is begun with.
    func scanner(window: Int = 256 << 10) throws(DelimitedTextError) -> DelimitedScanner {
        DelimitedScanner(
            try TextSource(origin, encoding: options.encoding), delimiter: options.delimiter,
            strayQuotes: options.strayQuotes, limits: limits, window: window)
    }
}
