/// The styles that a workbook uses, and the part that describes them (ECMA-376 part 1, 18.8).
final class StyleTable {
    private var styles: [WorkbookWriter.Style] = [.plain]
    private var numbers: [WorkbookWriter.Style: Int] = [.plain: 0]
    private var formats: [String] = []
    /// The style asked for last, for as a rule it is asked for again.
    private var last = (style: WorkbookWriter.Style.plain, index: 0)

    private static let firstOwnFormat = 164
    private static let textFormat = 49

    /// The number of a style, a new one where it is new.
    func index(of style: WorkbookWriter.Style) -> Int {
        if style == last.style { return last.index }
        let index = numbers[style] ?? add(style)
        last = (style, index)
        return index
    }

    private func add(_ style: WorkbookWriter.Style) -> Int {
        styles.append(style)
        numbers[style] = styles.count - 1
        if case .custom(let code) = style.format, !formats.contains(code) { formats.append(code) }
        return styles.count - 1
    }

    var part: String {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        xml += "<styleSheet xmlns=\"\(SheetWriter.namespace)\">"
        if !formats.isEmpty {
            xml += "<numFmts count=\"\(formats.count)\">"
            for (index, code) in formats.enumerated() {
                let escaped = String(decoding: XMLText.escaped(code), as: UTF8.self)
                xml += "<numFmt numFmtId=\"\(Self.firstOwnFormat + index)\" formatCode=\"\(escaped)\"/>"
            }
            xml += "</numFmts>"
        }
        let font = "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>"
        xml += "<fonts count=\"2\"><font>\(font)</font><font><b/>\(font)</font></fonts>"
        xml += "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        xml += "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        xml += "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        xml += "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        xml += "<cellXfs count=\"\(styles.count)\">"
        for style in styles { xml += format(style) }
        xml += "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
        return xml + "</styleSheet>"
    }

    private func format(_ style: WorkbookWriter.Style) -> String {
        let number =
            switch style.format {
            case .general: 0
            case .text: Self.textFormat
            case .custom(let code): Self.firstOwnFormat + (formats.firstIndex(of: code) ?? 0)
            }
        var xml = "<xf numFmtId=\"\(number)\" fontId=\"\(style.bold ? 1 : 0)\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
        if number != 0 { xml += " applyNumberFormat=\"1\"" }
        if style.bold { xml += " applyFont=\"1\"" }
        guard style.wraps else { return xml + "/>" }
        return xml + " applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    }
}
