/// The changes to a worksheet part that follow from a survey and from what each wanted cell is to look like.
struct SheetPatch {
    private(set) var splices = Splices()
    private let survey: SheetSurvey

    /// `style` gives a cell's new style from its present one; nil leaves the cell alone. Cells that are not there are
    /// made if it gives one.
    init(_ survey: SheetSurvey, style: (CellReference, _ present: Int, _ exists: Bool) -> Int?) {
        self.survey = survey
        if let range = survey.foreignDeclaration {
            splices.replace(range, with: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)
        }
        var corners: [CellReference] = []
        var newRows = ""
        for row in survey.cells.rows {
            switch row.place {
            case .present(let tag):
                patch(row, tag, &corners, style)
            case .gap(let place):
                splices.insert(xml(of: row, &corners, style).utf8, at: place)
            case .unseen:
                newRows += xml(of: row, &corners, style)
            }
        }
        if !newRows.isEmpty {
            if let slash = survey.rowsSlash {
                splices.replace(slash..<slash + 2, with: ">\(newRows)</\(survey.prefix)sheetData>".utf8)
            } else {
                splices.insert(newRows.utf8, at: survey.rowsEnd)
            }
        }
        widenDimension(corners)
    }

    /// Links the sheet to the drawing of its notes.
    mutating func link(_ relationship: String, isStrict: Bool) {
        let namespace =
            isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let xml = "<\(survey.prefix)legacyDrawing xmlns:r=\"\(namespace)\" r:id=\"\(relationship)\"/>"
        if let old = survey.legacyDrawing {
            splices.replace(old.whole, with: xml.utf8)
        } else {
            splices.insert(xml.utf8, at: survey.legacyDrawingPlace)
        }
    }

    mutating func unlink() {
        if let old = survey.legacyDrawing { splices.remove(old.whole) }
    }

    private typealias Style = (CellReference, Int, Bool) -> Int?

    private mutating func patch(
        _ row: WantedCells.Row, _ tag: WantedCells.PresentRow, _ corners: inout [CellReference], _ style: Style
    ) {
        var inside = ""
        var columns: [Int] = []
        for cell in row.cells {
            let reference = CellReference(column: cell.column, row: row.number)
            if case .present(let present, let value, let nameEnd) = cell.place {
                guard let new = style(reference, present, true), new != present else { continue }
                if let value {
                    splices.replace(value, with: String(new).utf8)
                } else {
                    splices.insert(" s=\"\(new)\"".utf8, at: nameEnd)
                }
                continue
            }
            guard let new = style(reference, base(cell.column, tag.style), false) else { continue }
            corners.append(reference)
            columns.append(cell.column + 1)
            let xml = xml(of: reference, new)
            if case .gap(let place) = cell.place { splices.insert(xml.utf8, at: place) } else { inside += xml }
        }
        if let slash = tag.slash, !inside.isEmpty {
            splices.replace(slash..<slash + 2, with: ">\(inside)</\(survey.prefix)row>".utf8)
        }
        if let range = tag.spans, let spanned = tag.spanned, let first = columns.min(), let last = columns.max() {
            let wide = min(first, spanned.lowerBound)...max(last, spanned.upperBound)
            if wide != spanned { splices.replace(range, with: "\(wide.lowerBound):\(wide.upperBound)".utf8) }
        }
    }

    /// A row that was not there; nothing if none of its cells is to be made.
    private func xml(of row: WantedCells.Row, _ corners: inout [CellReference], _ style: Style) -> String {
        var cells = ""
        for cell in row.cells {
            let reference = CellReference(column: cell.column, row: row.number)
            guard let new = style(reference, base(cell.column, nil), false) else { continue }
            corners.append(reference)
            cells += xml(of: reference, new)
        }
        return cells.isEmpty ? "" : "<\(survey.prefix)row r=\"\(row.number)\">\(cells)</\(survey.prefix)row>"
    }

    private func xml(of reference: CellReference, _ style: Int) -> String {
        "<\(survey.prefix)c r=\"\(reference)\" s=\"\(style)\"/>"
    }

    /// What a cell that is not there looks like.
    private func base(_ column: Int, _ row: Int?) -> Int {
        row ?? survey.columnStyles.first { $0.columns.contains(column) }?.style ?? 0
    }

    private mutating func widenDimension(_ corners: [CellReference]) {
        guard let old = survey.dimension, !corners.isEmpty else { return }
        let all = corners + [old.first, old.last]
        let first = CellReference(column: all.map(\.column).min() ?? 0, row: all.map(\.row).min() ?? 1)
        let last = CellReference(column: all.map(\.column).max() ?? 0, row: all.map(\.row).max() ?? 1)
        guard first != old.first || last != old.last else { return }
        splices.replace(old.value, with: "\(first):\(last)".utf8)
    }
}
