import Zip

/// Writes one worksheet part, row after row (ECMA-376 part 1, 18.3.1.99).
final class SheetWriter {
    let name: String
    var rowCount = 0
    var widestRow = 0

    let output: XMLOutput
    let styleIndex: (WorkbookWriter.Style) -> Int
    let columnStyles: [Int]
    var columnNames = ColumnNames()
    var links: [(row: Int, column: Int, target: WorkbookWriter.Target)] = []

    private let archive: ZipWriter
    private let layout: WorkbookWriter.Layout

    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    /// Begins the part; `styleIndex` tells under which number a style is found in the styles part.
    init(
        _ name: String, part: String, in archive: ZipWriter, layout: WorkbookWriter.Layout,
        selected: Bool = false, namespace: String = SheetWriter.namespace,
        styleIndex: @escaping (WorkbookWriter.Style) -> Int
    ) throws(WorkbookWriteError) {
        self.name = name
        self.archive = archive
        self.layout = layout
        self.styleIndex = styleIndex
        output = XMLOutput(archive: archive)
        columnStyles = layout.columns.map { $0.format == .general ? 0 : styleIndex(.init(format: $0.format)) }
        guard layout.columns.count <= SheetLimits.columns else {
            throw .tooManyColumns(sheet: name, row: 0, found: layout.columns.count)
        }
        for (index, column) in layout.columns.enumerated() where !column.choices.isEmpty {
            guard Self.areWritable(column.choices) else { throw .choices(sheet: name, column: index) }
        }
        do { try archive.open(part) } catch { throw .archive(error) }
        try output.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
        try output.write(markup: "<worksheet xmlns=\"\(namespace)\">")
        try writeView(selected: selected)
        try output.write("<sheetFormatPr defaultRowHeight=\"15\"/>")
        try writeColumns()
        try output.write("<sheetData>")
    }

    /// Ends the part.
    func finish() throws(WorkbookWriteError) {
        try output.write("</sheetData>")
        if let range = filterRange { try output.write(markup: "<autoFilter ref=\"\(range)\"/>") }
        try writeChoices()
        try writeLinks()
        try output.write("<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" ")
        try output.write("header=\"0.3\" footer=\"0.3\"/>")
        try output.write("</worksheet>")
        try output.flush()
        do { try archive.close() } catch { throw .archive(error) }
    }

    /// What the buttons filter, in A1 style.
    var filterRange: String? {
        let width = max(widestRow, layout.columns.count)
        guard layout.autofilter, width > 0, rowCount > 0 else { return nil }
        let header = max(layout.frozenRows, 1)
        return "A\(header):" + CellName.text(row: max(rowCount, header), column: width - 1)
    }

    private func writeView(selected: Bool) throws(WorkbookWriteError) {
        try output.write("<sheetViews><sheetView")
        if selected { try output.write(" tabSelected=\"1\"") }
        try output.write(" workbookViewId=\"0\">")
        if layout.frozenRows > 0 {
            let top = layout.frozenRows + 1
            try output.write(
                markup: "<pane ySplit=\"\(layout.frozenRows)\" topLeftCell=\"A\(top)\" activePane=\"bottomLeft\" "
                    + "state=\"frozen\"/><selection pane=\"bottomLeft\" activeCell=\"A\(top)\" sqref=\"A\(top)\"/>")
        }
        try output.write("</sheetView></sheetViews>")
    }

    private func writeColumns() throws(WorkbookWriteError) {
        guard !layout.columns.isEmpty else { return }
        try output.write("<cols>")
        for (index, column) in layout.columns.enumerated() {
            let width = min(max(column.width ?? 9.140625, 0), 255)
            let style = columnStyles[index] == 0 ? "" : " style=\"\(columnStyles[index])\""
            let custom = column.width == nil ? "" : " customWidth=\"1\""
            let hidden = column.hidden ? " hidden=\"1\"" : ""
            try output.write(
                markup: "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\"\(style)\(hidden)\(custom)/>")
        }
        try output.write("</cols>")
    }

    private func writeChoices() throws(WorkbookWriteError) {
        let lists = layout.columns.enumerated().filter { !$0.element.choices.isEmpty }
        guard !lists.isEmpty else { return }
        try output.write(markup: "<dataValidations count=\"\(lists.count)\">")
        for (index, column) in lists {
            let letters = CellName.columnText(index)
            let range = "\(letters)\(layout.frozenRows + 1):\(letters)\(SheetLimits.rows)"
            try output.write(
                markup: "<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"\(range)\">"
                    + "<formula1>&quot;")
            try output.write(text: column.choices.joined(separator: ","))
            try output.write("&quot;</formula1></dataValidation>")
        }
        try output.write("</dataValidations>")
    }

    private func writeLinks() throws(WorkbookWriteError) {
        guard !links.isEmpty else { return }
        try output.write("<hyperlinks>")
        for link in links {
            try output.write("<hyperlink ref=\"")
            try output.write(cell: link.column, row: link.row)
            try output.write("\" location=\"")
            let cell = CellName.text(row: link.target.row, column: link.target.column)
            try output.write(text: SheetName.quoted(link.target.sheet) + "!" + cell)
            try output.write("\"/>")
        }
        try output.write("</hyperlinks>")
    }

    private static func areWritable(_ choices: [String]) -> Bool {
        let joined = choices.joined(separator: ",")
        return joined.utf16.count <= SheetLimits.choices
            && choices.allSatisfy { choice in !choice.isEmpty && !choice.contains { $0 == "," || $0 == "\"" } }
    }
}
