/// Where the things stand in a worksheet part that marks may change (ECMA-376 part 1, 18.3.1.99).
///
/// One walk through the part; rows that hold none of the wanted cells are passed over without looking at their cells.
struct SheetSurvey {
    private(set) var cells: WantedCells
    /// The prefix of the part's elements, with its colon.
    private(set) var prefix = ""
    /// Where the value of `dimension` stands, and what it says.
    private(set) var dimension: (value: Range<Int>, first: CellReference, last: CellReference)?
    /// Styles of whole columns.
    private(set) var columnStyles: [(columns: ClosedRange<Int>, style: Int)] = []
    /// Where rows can be added behind all others.
    private(set) var rowsEnd = 0
    /// Where `/>` stands if the list of rows is one tag.
    private(set) var rowsSlash: Int?
    /// The link to the drawing of the notes.
    private(set) var legacyDrawing: (whole: Range<Int>, relationship: String)?
    /// Where that link belongs if it is not there.
    private(set) var legacyDrawingPlace = 0
    /// The declaration at the start of a part in UTF-16, which we write in UTF-8.
    private(set) var foreignDeclaration: Range<Int>?

    private var nextRow = 0
    private var highestRow = 0
    private var lastRow = 0

    /// What comes after the link to the notes' drawing in the schema.
    private static let later: [XMLName] = [
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    ].map { (name: StaticString) in XMLName(name) }

    init(of part: String, in package: Package, wanted: WantedCells) throws(XLSXError) {
        cells = wanted
        var xml = try package.scanner(of: part, window: 512 << 10)
        try walk(&xml)
    }

    private mutating func walk(_ xml: inout XMLScanner) throws(XLSXError) {
        var sawRows = false
        var place: Int?
        while true {
            switch try xml.next() {
            case .start where xml.depth == 1:
                guard xml.name == XMLName("worksheet") else { throw xml.malformed("the root is not 'worksheet'") }
                prefix = xml.tagPrefix
                if xml.source.isConverted, xml.tagStart > 0 { foreignDeclaration = 0..<xml.tagStart }
            case .start:
                if xml.name == .sheetData, !sawRows {
                    sawRows = true
                    try walkRows(&xml)
                } else {
                    try look(&xml, &place)
                }
            case .end:
                legacyDrawingPlace = place ?? xml.endTagStart
            case .text:
                break
            case .finished:
                guard sawRows else { throw xml.malformed("there is no 'sheetData'") }
                return
            }
        }
    }

    /// An element beside the rows.
    private mutating func look(_ xml: inout XMLScanner, _ place: inout Int?) throws(XLSXError) {
        let start = xml.tagStart
        switch xml.name {
        case XMLName("dimension"): try readDimension(&xml)
        case XMLName("cols"): return try readColumns(&xml)
        case XMLName("legacyDrawing"):
            var relationship: String?
            var attribute = xml.contentStart
            while let found = try xml.nextAttribute(&attribute) {
                if found.name == XMLName("id"), found.hasPrefix { relationship = try xml.string(found) }
            }
            try xml.skipElement()
            if let relationship { legacyDrawing = (start..<xml.position, relationship) }
            return
        case XMLName("AlternateContent"):
            let outside = xml.depth - 1
            while xml.depth > outside {
                if try xml.next() == .start, xml.depth == outside + 3, place == nil, Self.later.contains(xml.name) {
                    place = start
                }
            }
            return
        case let name where Self.later.contains(name):
            place = place ?? start
        default: break
        }
        try xml.skipElement()
    }

    private mutating func readDimension(_ xml: inout XMLScanner) throws(XLSXError) {
        var place = xml.contentStart
        while let attribute = try xml.nextAttribute(&place) {
            guard attribute.name == XMLName("ref"), !attribute.hasPrefix else { continue }
            let corners = try xml.string(attribute).split(separator: ":", maxSplits: 1)
            guard let first = corners.first.flatMap({ CellReference($0) }),
                let last = corners.last.flatMap({ CellReference($0) })
            else { continue }
            dimension = (xml.range(of: attribute), first, last)
        }
    }

    private mutating func readColumns(_ xml: inout XMLScanner) throws(XLSXError) {
        let outside = xml.depth - 1
        while xml.depth > outside {
            guard try xml.next() == .start, xml.name == XMLName("col") else { continue }
            var first: Int?
            var last: Int?
            var style: Int?
            var place = xml.contentStart
            while let attribute = try xml.nextAttribute(&place) {
                switch attribute.name {
                case XMLName("min"): first = attribute.number
                case XMLName("max"): last = attribute.number
                case XMLName("style"): style = attribute.number
                default: break
                }
            }
            guard let first, let last, let style, first >= 1, first <= last, columnStyles.count < SheetLimits.columns
            else { continue }
            columnStyles.append((first - 1...last - 1, style))
        }
    }

    // MARK: Rows

    private mutating func walkRows(_ xml: inout XMLScanner) throws(XLSXError) {
        rowsSlash = xml.slash
        rowsEnd = xml.position
        while true {
            switch try xml.next() {
            case .start:
                guard xml.name == .row else {
                    try xml.skipElement()
                    continue
                }
                try walkRow(&xml)
            case .end:
                if rowsSlash == nil { rowsEnd = xml.endTagStart }
                return
            case .text: break
            case .finished: return
            }
        }
    }

    private mutating func walkRow(_ xml: inout XMLScanner) throws(XLSXError) {
        let start = xml.tagStart
        var row = WantedCells.PresentRow(slash: xml.slash)
        var number: Int?
        var isFormatted = false
        var place = xml.contentStart
        while let attribute = try xml.nextAttribute(&place) {
            guard !attribute.hasPrefix else { continue }
            switch attribute.name {
            case .r:
                number = attribute.number
                if let number, !isWanted(number) {
                    try pass(number, at: start, &xml)
                    return
                }
            case .s: row.style = attribute.number
            case XMLName("customFormat"): isFormatted = attribute.isTrue
            case XMLName("spans"):
                row.spans = xml.range(of: attribute)
                row.spanned = Self.span(try xml.string(attribute))
            default: break
            }
        }
        if !isFormatted { row.style = nil }
        try walkCells(of: row, number: number, at: start, &xml)
    }

    private func isWanted(_ number: Int) -> Bool {
        if number > highestRow {
            var index = nextRow
            while index < cells.rows.count, cells.rows[index].number < number { index += 1 }
            return index < cells.rows.count && cells.rows[index].number == number
        }
        return cells.index(ofRow: number) != nil
    }

    /// A row without wanted cells.
    private mutating func pass(_ number: Int, at start: Int, _ xml: inout XMLScanner) throws(XLSXError) {
        arrive(at: number, start)
        if xml.slash != nil { _ = try xml.next() } else { try xml.skipRow() }
    }

    /// Rows come in order as a rule; whatever is wanted before this row is not there, unless it comes out of order
    /// later.
    private mutating func arrive(at number: Int, _ start: Int) {
        lastRow = number
        guard number > highestRow else { return }
        while nextRow < cells.rows.count, cells.rows[nextRow].number < number {
            if cells.rows[nextRow].place == .unseen { cells.rows[nextRow].place = .gap(start) }
            nextRow += 1
        }
        highestRow = number
    }

    private mutating func walkCells(
        of row: WantedCells.PresentRow, number: Int?, at start: Int, _ xml: inout XMLScanner
    ) throws(XLSXError) {
        let outside = xml.depth - 1
        var index: Int?
        var column = -1
        var isKnown = false

        func know(_ survey: inout SheetSurvey, _ named: Int?) {
            guard !isKnown else { return }
            isKnown = true
            // As in reading: the first cell names the row, whatever the row says.
            let number = named ?? number ?? survey.lastRow + 1
            survey.arrive(at: number, start)
            index = survey.cells.index(ofRow: number)
            guard let index else { return }
            if case .present = survey.cells.rows[index].place { return }
            survey.cells.rows[index].place = .present(row)
        }

        while xml.depth > outside {
            let event = try xml.next()
            guard event == .start, xml.name == .c, xml.depth == outside + 2 else {
                if event == .finished { break }
                continue
            }
            let cell = try readCell(&xml)
            know(&self, cell.reference?.row)
            column = cell.reference?.column ?? column + 1
            if let index { arrive(at: column, cell, in: index) }
            try xml.skipElement()
        }
        know(&self, nil)
        guard let index, row.slash == nil else { return }
        for cell in cells.rows[index].cells.indices where cells.rows[index].cells[cell].place == .unseen {
            cells.rows[index].cells[cell].place = .gap(xml.endTagStart)
        }
    }

    private typealias FoundCell = (reference: CellReference?, start: Int, place: WantedCells.Place)

    private func readCell(_ xml: inout XMLScanner) throws(XLSXError) -> FoundCell {
        var reference: CellReference?
        var style = 0
        var value: Range<Int>?
        var place = xml.contentStart
        while let attribute = try xml.nextAttribute(&place) {
            guard !attribute.hasPrefix else { continue }
            if attribute.name == .r {
                reference = CellReference.parse(attribute.start, attribute.count).map {
                    CellReference(column: $0.column, row: $0.row)
                }
            } else if attribute.name == .s {
                style = attribute.number ?? 0
                value = xml.range(of: attribute)
            }
        }
        return (reference, xml.tagStart, .present(style: style, value: value, nameEnd: xml.absolute(xml.contentStart)))
    }

    private mutating func arrive(at column: Int, _ found: FoundCell, in row: Int) {
        for index in cells.rows[row].cells.indices {
            let cell = cells.rows[row].cells[index]
            if cell.column > column { return }
            if cell.column == column {
                if case .present = cell.place { return }
                cells.rows[row].cells[index].place = found.place
            } else if cell.place == .unseen {
                cells.rows[row].cells[index].place = .gap(found.start)
            }
        }
    }

    private static func span(_ text: String) -> ClosedRange<Int>? {
        let numbers = text.split(whereSeparator: { $0 == ":" || $0 == " " }).map { Int($0) ?? 0 }
        guard let first = numbers.min(), let last = numbers.max(), first >= 1, last <= SheetLimits.columns else {
            return nil
        }
        return first...last
    }
}
