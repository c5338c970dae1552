import Glibc

/// Reads the rows of a worksheet part one after another (ECMA-376 Part 1, clause 18.3.1.80), into buffers used again
/// and again; nothing is allocated for a cell or a row.
struct SheetScanner: ~Copyable {
    var xml: XMLScanner
    let strings: SharedStrings
    let stringEnds: UnsafePointer<UInt32>
    /// How many of them are in memory.
    let stringCount: Int
    /// The others.
    var spilled: SpilledStrings.Reader?
    let is1904: Bool
    /// What each style makes of a number.
    let styleKinds: UnsafeMutablePointer<NumberFormat.Kind>
    let styleCount: Int

    /// The row that was read last.
    private(set) var rowIndex = 0
    /// The row's digits and the quote behind them, as they stand in its cells' references, in the bytes that count; a
    /// mask of none where they are more than a word.
    private(set) var rowDigits: UInt64 = 0
    private(set) var rowDigitsMask: UInt64 = 0
    private(set) var rowDigitsCount = 0
    var text = ByteArena(capacity: 16 << 10)
    var cells: UnsafeMutablePointer<StoredCell>
    var cellCount = 0
    private var cellsRead = 0
    private var cellCapacity = 256

    /// Whether the row has anything but empty, formatted cells.
    var hasContent = false
    /// The column after the last cell's; cells without a reference go there.
    var nextColumn = 0
    private var isUnordered = false
    private var state = State.before

    private enum State { case before, betweenRows, inRow, finished }

    init(_ xml: consuming XMLScanner, tables: Workbook.Tables, is1904: Bool) {
        self.xml = xml
        strings = tables.strings
        stringEnds = UnsafePointer(strings.ends)
        stringCount = strings.countInMemory
        spilled = strings.spilled.map { SpilledStrings.Reader($0) }
        self.is1904 = is1904
        styleCount = tables.styles.formats.count
        styleKinds = .allocate(capacity: max(styleCount, 1))
        for (index, format) in tables.styles.formats.enumerated() {
            (styleKinds + index).initialize(to: format.kind)
        }
        cells = .allocate(capacity: cellCapacity)
    }

    deinit {
        cells.deallocate()
        styleKinds.deallocate()
    }

    /// The row read last; empty before the first.
    var row: SheetRow {
        SheetRow(
            index: rowIndex, count: cellCount, cells: cells, text: text.base, shared: strings.bytes, is1904: is1904)
    }

    /// Goes to the next row that has a value or a formula; false after the last.
    mutating func nextRow() throws(XLSXError) -> Bool {
        while true {
            startRow()
            switch state {
            case .before:
                try findSheetData()
            case .betweenRows:
                try enterRow()
            case .inRow:
                try readCells()
                cellsRead += cellCount
                try xml.check("maximumCells", xml.limits.maximumCells, cellsRead)
                if hasContent {
                    if isUnordered { sortCells() }
                    return true
                }
            case .finished:
                return false
            }
        }
    }

    private mutating func startRow() {
        text.removeAll()
        cellCount = 0
        hasContent = false
        isUnordered = false
        nextColumn = 0
    }

    private mutating func findSheetData() throws(XLSXError) {
        while true {
            switch try xml.next() {
            case .start where xml.depth == 2 && xml.name == .sheetData:
                state = .betweenRows
                return
            case .finished:
                state = .finished
                return
            default:
                break
            }
        }
    }

    private mutating func enterRow() throws(XLSXError) {
        if try readPlainRowStart() {
            state = .inRow
            return
        }
        while true {
            switch try xml.next() {
            case .start:
                guard xml.name == .row else {
                    try xml.skipElement()
                    continue
                }
                try readRowNumber()
                state = .inRow
                return
            case .end:
                // What follows the cells is of no interest, but must be whole: size and checksum are verified.
                try xml.source.drain()
                state = .finished
                return
            case .text:
                break
            case .finished:
                state = .finished
                return
            }
        }
    }

    private mutating func readRowNumber() throws(XLSXError) {
        var number = rowIndex + 1
        var place = xml.contentStart
        while let attribute = try xml.nextAttribute(&place) {
            guard attribute.name == .r, !attribute.hasPrefix else { continue }
            guard let written = attribute.number else {
                throw outside(String(decoding: attribute.bytes, as: UTF8.self))
            }
            number = written
            break
        }
        guard number >= 1, number <= CellReference.lastRow else { throw outside(String(number)) }
        setRow(number)
    }

    mutating func setRow(_ number: Int) {
        rowIndex = number
        let digits = ByteWord.digits(of: number, then: 0x22)
        rowDigits = digits?.word ?? 0
        rowDigitsCount = digits?.count ?? 0
        rowDigitsMask = rowDigitsCount == 8 ? .max : (1 << UInt64(rowDigitsCount * 8)) - 1
    }

    private mutating func readCells() throws(XLSXError) {
        while true {
            try readPlainCells()
            if readPlainRowEnd() {
                state = .betweenRows
                return
            }
            switch try xml.next() {
            case .start:
                guard xml.name == .c else {
                    try xml.skipElement()
                    continue
                }
                try readCell()
            case .end:
                state = .betweenRows
                return
            case .text:
                break
            case .finished:
                state = .finished
                return
            }
        }
    }

    func outside(_ reference: String) -> XLSXError {
        .outsideSheet(part: xml.source.part, row: rowIndex, reference: reference)
    }

    /// Takes the row that a cell's reference names: the first cell's counts, and the others must agree.
    @inline(__always)
    mutating func place(_ cell: inout StoredCell, at reference: (column: Int, row: Int)) throws(XLSXError) {
        cell.column = UInt16(truncatingIfNeeded: reference.column)
        guard reference.row != rowIndex else { return }
        guard cellCount == 0 else {
            throw .misplacedCell(
                part: xml.source.part, row: rowIndex,
                cell: CellReference(column: reference.column, row: reference.row).description)
        }
        setRow(reference.row)
    }

    /// A cell without a reference stands right of the one before it.
    mutating func placeNext(_ cell: inout StoredCell) throws(XLSXError) {
        guard nextColumn < CellReference.columnCount else { throw outside("column \(nextColumn + 1)") }
        cell.column = UInt16(nextColumn)
    }

    @inline(__always)
    mutating func append(_ cell: StoredCell) throws(XLSXError) {
        if cellCount == cellCapacity { try growCells() }
        if Int(cell.column) < nextColumn { isUnordered = true }
        cells[cellCount] = cell
        cellCount &+= 1
        if Int(cell.column) >= nextColumn { nextColumn = Int(cell.column) &+ 1 }
        if cell.kind != .blank || cell.flags & StoredCell.formula != 0 { hasContent = true }
    }

    private mutating func growCells() throws(XLSXError) {
        try xml.check("maximumRowCells", xml.limits.maximumRowCells, cellCount + 1)
        let larger = UnsafeMutablePointer<StoredCell>.allocate(capacity: cellCapacity * 2)
        memcpy(larger, cells, cellCount * MemoryLayout<StoredCell>.stride)
        cells.deallocate()
        cells = larger
        cellCapacity *= 2
    }

    /// Brings the cells into the order of their columns; of two cells in one column the later counts.
    private mutating func sortCells() {
        let sorted = UnsafeBufferPointer(start: cells, count: cellCount).enumerated().sorted {
            ($0.element.column, $0.offset) < ($1.element.column, $1.offset)
        }
        var count = 0
        for (_, cell) in sorted {
            if count > 0, cells[count - 1].column == cell.column { count -= 1 }
            cells[count] = cell
            count += 1
        }
        cellCount = count
    }
}
