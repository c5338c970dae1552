/// The drawing in which each note has its box: VML (ECMA-376 part 4, 19.1; boxes of notes in 19.4).
///
/// Programs write it carelessly, so it is looked at tag by tag and never as a whole; shapes of others stay as they are.
final class NoteDrawing {
    private let markup: Markup
    private let isNew: Bool
    private var boxes: [CellReference: Range<Int>] = [:]
    private var shapeCount = 0
    private var highestID = 1024
    private var hasBoxType = false
    private var rootEnd: Int?
    private var rootDeclares = false
    private var splices = Splices()
    private var added: [UInt8] = []
    private var addedCount = 0
    private var removedCount = 0

    private static let shapes: [StaticString] = [
        "shape", "group", "rect", "oval", "line", "polyline", "roundrect", "arc", "curve", "image", "background",
    ]
    private static let namespaces =
        "xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\""

    /// A sheet's drawing; `markup` is nil where it has none yet.
    init(_ markup: Markup?, part: String) throws(XLSXError) {
        isNew = markup == nil
        self.markup = markup ?? Markup(part: part, bytes: [])
        if !isNew { try survey() }
    }

    /// Whether nothing is drawn any more.
    var isEmpty: Bool { shapeCount - removedCount + addedCount == 0 }

    var hasChanged: Bool { addedCount > 0 || removedCount > 0 }

    /// Gives a cell's note a box, if it has none.
    func add(_ cell: CellReference) {
        guard boxes[cell] == nil else { return }
        boxes[cell] = 0..<0
        highestID += 1
        addedCount += 1
        let declared = isNew || rootDeclares ? "" : " " + Self.namespaces
        added += "<v:shape\(declared) id=\"_x0000_s\(highestID)\" type=\"#_x0000_t202\" style=\"position:absolute;".utf8
        added += "margin-left:60pt;margin-top:2pt;width:180pt;height:72pt;z-index:\(addedCount);".utf8
        added += "visibility:hidden\" ".utf8
        added += "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>".utf8
        added += "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>".utf8
        added += "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>".utf8
        added += "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>".utf8
        added += "<x:Anchor>\(anchor(of: cell))</x:Anchor><x:AutoFill>False</x:AutoFill>".utf8
        added += "<x:Row>\(cell.row - 1)</x:Row><x:Column>\(cell.column)</x:Column></x:ClientData></v:shape>".utf8
    }

    func remove(_ cell: CellReference) {
        guard let range = boxes.removeValue(forKey: cell), !range.isEmpty else { return }
        splices.remove(range)
        removedCount += 1
    }

    /// The whole part.
    func patched() throws(XLSXError) -> [UInt8] {
        let type =
            "<v:shapetype\(isNew || rootDeclares ? "" : " " + Self.namespaces) id=\"_x0000_t202\" "
            + "coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
            + "<v:stroke joinstyle=\"miter\"/>"
            + "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
        guard !isNew else {
            // Numbers of shapes come in blocks of 1,024, which are reserved here.
            let blocks = (1...max(highestID / 1024, 1)).map(String.init).joined(separator: ",")
            let head =
                "<xml \(Self.namespaces)><o:shapelayout v:ext=\"edit\">"
                + "<o:idmap v:ext=\"edit\" data=\"\(blocks)\"/>"
                + "</o:shapelayout>" + type
            return Array(head.utf8) + added + Array("</xml>".utf8)
        }
        var splices = splices
        if !added.isEmpty {
            guard let rootEnd else { throw markup.malformed(0, "the end of the drawing is missing") }
            splices.insert((hasBoxType ? [] : Array(type.utf8)) + added, at: rootEnd)
        }
        return splices.applied(to: markup.bytes)
    }

    /// Left column and offset, top row and offset, right column and offset, bottom row and offset; beside the cell.
    private func anchor(of cell: CellReference) -> String {
        let left = min(cell.column + 1, SheetLimits.columns - 5)
        let top = min(max(cell.row - 2, 0), SheetLimits.rows - 6)
        return "\(left), 15, \(top), 10, \(left + 4), 15, \(top + 5), 4"
    }

    private func survey() throws(XLSXError) {
        var tags = MarkupTags(markup, in: 0..<markup.bytes.count)
        var shape: Int?
        var isNote = false
        var row: Int?
        var column: Int?
        var opened: Int?
        var isFirst = true
        var inType = false
        while let tag = try tags.next() {
            let name = tag.localName
            if isFirst {
                let head = markup.string(tag.whole)
                rootDeclares = Self.namespaces.split(separator: " ").allSatisfy { head.contains($0) }
                isFirst = false
            }
            if tag.kind == .end {
                if markup.equals(name, "shape"), let start = shape {
                    if isNote, let row, let column, row >= 0, row < SheetLimits.rows {
                        boxes[CellReference(column: column, row: row + 1)] = start..<tag.whole.upperBound
                    }
                    shape = nil
                } else if markup.equals(name, "Row"), let opened {
                    row = Int(markup.string(opened..<tag.whole.lowerBound).filter { $0 != " " })
                } else if markup.equals(name, "Column"), let opened {
                    column = Int(markup.string(opened..<tag.whole.lowerBound).filter { $0 != " " })
                } else if markup.equals(name, "shapetype") {
                    inType = false
                } else if markup.equals(name, "xml") {
                    rootEnd = tag.whole.lowerBound
                }
                opened = nil
                continue
            }
            opened = tag.whole.upperBound
            if markup.equals(name, "shapetype") {
                inType = tag.kind == .start
                if markup.string(tag.whole).contains("\"_x0000_t202\"") { hasBoxType = true }
            } else if !inType, Self.shapes.contains(where: { markup.equals(name, $0) }) {
                shapeCount += 1
                noteID(in: tag)
                if tag.kind == .start, markup.equals(name, "shape") {
                    shape = tag.whole.lowerBound
                    isNote = false
                    row = nil
                    column = nil
                }
            } else if markup.equals(name, "ClientData") {
                isNote = markup.string(tag.whole).contains("\"Note\"")
            }
        }
    }

    /// New shapes are numbered behind the old ones.
    private func noteID(in tag: MarkupTag) {
        let text = markup.string(tag.whole)
        guard let found = text.firstRange(of: "\"_x0000_s") else { return }
        let digits = text[found.upperBound...].prefix { $0.isASCII && $0.isNumber }
        if let id = Int(digits), id < 1 << 30 { highestID = max(highestID, id) }
    }
}

private func += (bytes: inout [UInt8], text: String.UTF8View) { bytes.append(contentsOf: text) }
