extension WorkbookWriter {
    /// What a sheet is like apart from its cells.
    public struct Layout: Sendable, Equatable {
        public var columns: [Column]
        /// Rows at the top that stay when the rest scrolls.
        public var frozenRows: Int
        /// Buttons to filter by, on the last frozen row or the first.
        public var autofilter: Bool
        public var hidden: Bool

        public init(columns: [Column] = [], frozenRows: Int = 0, autofilter: Bool = false, hidden: Bool = false) {
            self.columns = columns
            self.frozenRows = frozenRows
            self.autofilter = autofilter
            self.hidden = hidden
        }
    }

    /// What a column is like, its empty cells included.
    public struct Column: Sendable, Equatable {
        /// In characters of the default font, up to 255; nil leaves it to the program.
        public var width: Double?
        public var format: NumberFormat
        public var hidden: Bool
        /// What may be chosen below the frozen rows; empty for anything.
        public var choices: [String]

        public init(
            width: Double? = nil, format: NumberFormat = .general, hidden: Bool = false, choices: [String] = []
        ) {
            self.width = width
            self.format = format
            self.hidden = hidden
            self.choices = choices
        }
    }
}
