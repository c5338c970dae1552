/// The workbook part with a sheet added behind the others, or some taken away (ECMA-376 part 1, 18.2.20).
struct SheetList {
    private let markup: Markup
    private let root: MarkupElement
    private let sheets: MarkupElement
    private let lines: [MarkupElement]
    private var splices = Splices()

    init(_ markup: Markup) throws(XLSXError) {
        self.markup = markup
        root = try markup.root()
        guard let sheets = try markup.child("sheets", of: root) else {
            throw markup.malformed(0, "'sheets' is missing")
        }
        self.sheets = sheets
        lines = try markup.children(of: sheets).filter { markup.isNamed("sheet", $0) }
    }

    /// The number of a sheet is higher than every other, as new sheets have it.
    mutating func add(_ name: String, relationship: String, isStrict: Bool) {
        let number = lines.compactMap { markup.number("sheetId", of: $0) }.filter { $0 < 1 << 30 }.max() ?? 0
        let prefix = markup.prefix(of: sheets)
        // The prefix may be declared on each sheet alone, so it is declared on ours too.
        let namespace =
            isStrict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let id = "xmlns:r=\"\(namespace)\" r:id=\"\(relationship)\""
        let escaped = String(decoding: XMLText.escaped(name), as: UTF8.self)
        splices.append(
            "<\(prefix)sheet name=\"\(escaped)\" sheetId=\"\(number + 1)\" \(id)/>".utf8, to: sheets, in: markup)
    }

    /// Takes sheets away, by their positions; names and views that count positions are counted anew.
    mutating func remove(_ positions: Set<Int>) throws(XLSXError) {
        for position in positions where lines.indices.contains(position) { splices.remove(lines[position].whole) }
        func moved(_ position: Int) -> Int { position - positions.count { $0 < position } }
        if let names = try markup.child("definedNames", of: root) {
            for element in try markup.children(of: names) {
                guard let position = markup.number("localSheetId", of: element) else { continue }
                if positions.contains(position) {
                    splices.remove(element.whole)
                } else if moved(position) != position {
                    splices.set("localSheetId", to: String(moved(position)), of: element, in: markup)
                }
            }
        }
        guard let views = try markup.child("bookViews", of: root) else { return }
        for view in try markup.children(of: views) {
            for name in ["activeTab", "firstSheet"] as [StaticString] {
                guard let position = markup.number(name, of: view) else { continue }
                let left = lines.count - positions.count
                let new = max(min(moved(position), left - 1), 0)
                if new != position { splices.set(name, to: String(new), of: view, in: markup) }
            }
        }
    }

    var patched: [UInt8] { splices.applied(to: markup.bytes) }
}
