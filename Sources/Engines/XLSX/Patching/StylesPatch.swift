/// The styles part with cell formats added (ECMA-376 part 1, 18.8.10): for a format its twin in our fill, for a twin
/// its like without.
///
/// Every number that existed keeps its meaning; new formats and the fill stand behind the old ones.
final class StylesPatch {
    /// Whether anything was added.
    var hasChanged: Bool { !formats.isEmpty }

    private let markup: Markup
    private let root: MarkupElement
    private let sections: [MarkupElement]
    private let prefix: String
    private let fill: String
    private let oldFormats: [MarkupElement]
    private let oldFillCount: Int
    private let ourFills: Set<Int>
    private var addsFill = false
    private var addsFont = false
    private var formats: [[UInt8]] = []
    private var marked: [Int: Int] = [:]
    private var cleaned: [Int: Int] = [:]
    private var other: [WorkbookWriter.Style: Int] = [:]
    /// The first format without a fill for each look.
    private lazy var plainFormats: [[String]: Int] = {
        let plain = oldFormats.indices.filter { (markup.number("fillId", of: oldFormats[$0]) ?? 0) == 0 }
        return Dictionary(plain.map { (look(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }()

    /// Programs hold 65,490 formats; from here on all marked cells share one.
    private static let maximumFormats = 65_000
    private static let order: [StaticString] = [
        "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
        "colors", "extLst",
    ]

    /// `fill` is a colour as eight hexadecimal digits, alpha first.
    init(_ markup: Markup, fill: String) throws(XLSXError) {
        self.markup = markup
        self.fill = fill
        root = try markup.root()
        guard markup.isNamed("styleSheet", root) else { throw markup.malformed(0, "the root is not 'styleSheet'") }
        prefix = markup.prefix(of: root)
        sections = try markup.children(of: root)
        let formatSection = sections.first { markup.isNamed("cellXfs", $0) }
        oldFormats =
            try formatSection.map { section throws(XLSXError) in
                try markup.children(of: section).filter { markup.isNamed("xf", $0) }
            } ?? []
        var ours: Set<Int> = []
        var fills: [MarkupElement] = []
        if let section = sections.first(where: { markup.isNamed("fills", $0) }) {
            fills = try markup.children(of: section).filter { markup.isNamed("fill", $0) }
        }
        for (index, element) in fills.enumerated() {
            if try Self.isOurs(element, fill, markup) { ours.insert(index) }
        }
        ourFills = ours
        oldFillCount = fills.count
        if oldFormats.isEmpty {
            formats.append(Array("<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>".utf8))
        }
    }

    /// Whether a cell format shows our fill.
    func isMarked(_ format: Int) -> Bool {
        guard oldFormats.indices.contains(format) else { return false }
        return ourFills.contains(markup.number("fillId", of: oldFormats[format]) ?? 0)
    }

    /// The format that is the same in our fill.
    func marked(_ format: Int) -> Int {
        let format = oldFormats.indices.contains(format) ? format : 0
        if isMarked(format) { return format }
        if let known = marked[format] { return known }
        if oldFormats.count + formats.count >= Self.maximumFormats, let shared = marked[0] { return shared }
        let number = add(base(format, setting: [("fillId", String(ourFill)), ("applyFill", "1")]))
        marked[format] = number
        return number
    }

    /// The format that is the same without our fill; one that exists if there is one.
    func cleaned(_ format: Int) -> Int {
        guard isMarked(format) else { return format }
        if let known = cleaned[format] { return known }
        let number =
            plainFormats[look(of: format)] ?? add(base(format, setting: [("fillId", "0"), ("applyFill", "0")]))
        cleaned[format] = number
        return number
    }

    /// The format for cells of a sheet of our own: bold, as text, wrapped; custom number formats are not made here.
    func index(of style: WorkbookWriter.Style) -> Int {
        if style == .plain { return 0 }
        if let known = other[style] { return known }
        var font = 0
        if style.bold {
            addsFont = true
            font = fontCount
        }
        let number = style.format == .text ? 49 : 0
        let alignment = style.wraps ? "<\(prefix)alignment vertical=\"top\" wrapText=\"1\"/>" : ""
        let xml =
            "<\(prefix)xf numFmtId=\"\(number)\" fontId=\"\(font)\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
            + "applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\">\(alignment)</\(prefix)xf>"
        let index = add(Array(xml.utf8))
        other[style] = index
        return index
    }

    /// The whole part.
    func patched() throws(XLSXError) -> [UInt8] {
        var splices = Splices()
        var missing: [(Int, String)] = []
        for (position, name) in Self.order.enumerated() {
            guard let addition = try addition(to: name) else { continue }
            if let section = sections.first(where: { markup.isNamed(name, $0) }) {
                guard !addition.bytes.isEmpty else { continue }
                splices.append(addition.bytes, to: section, in: markup)
                if markup.attribute("count", of: section) != nil {
                    splices.set("count", to: String(addition.count), of: section, in: markup)
                }
            } else {
                let content = addition.standard + String(decoding: addition.bytes, as: UTF8.self)
                missing.append((position, "<\(prefix)\(name)>\(content)</\(prefix)\(name)>"))
            }
        }
        try insert(missing, &splices)
        return splices.applied(to: markup.bytes)
    }

    // MARK: Formats

    private func add(_ xml: [UInt8]) -> Int {
        formats.append(xml)
        return oldFormats.count + formats.count - 1
    }

    private var ourFill: Int {
        if let index = ourFills.min() { return index }
        addsFill = true
        return max(oldFillCount, 2)
    }

    /// A copy of a format with some attributes set.
    private func base(_ format: Int, setting values: [(StaticString, String)]) -> [UInt8] {
        guard oldFormats.indices.contains(format) else {
            let fill = values.first?.1 ?? "0"
            return Array(
                "<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"\(fill)\" borderId=\"0\" applyFill=\"1\"/>".utf8)
        }
        let whole = oldFormats[format].whole
        let copy = Markup(part: markup.part, bytes: Array(markup.bytes[whole]))
        let element = moved(oldFormats[format], by: -whole.lowerBound)
        var splices = Splices()
        for (name, value) in values { splices.set(name, to: value, of: element, in: copy) }
        return splices.applied(to: copy.bytes)
    }

    private func moved(_ element: MarkupElement, by distance: Int) -> MarkupElement {
        func shift(_ range: Range<Int>) -> Range<Int> { range.lowerBound + distance..<range.upperBound + distance }
        return MarkupElement(
            name: shift(element.name), localName: shift(element.localName), start: shift(element.start),
            content: shift(element.content), whole: shift(element.whole), isEmpty: element.isEmpty)
    }

    /// What a format looks like apart from its fill, to be compared with others.
    private func look(of format: Int) -> [String] {
        let element = oldFormats[format]
        var values: [String] = []
        for attribute in markup.attributes(of: element) {
            let name = markup.string(attribute.localName)
            let value = markup.text(attribute.value)
            if name == "fillId" || name.hasPrefix("apply") || name == "xfId" && value == "0" { continue }
            values.append("\(name)=\(value)")
        }
        return values.sorted() + [markup.string(element.content)]
    }

    private static func isOurs(
        _ element: MarkupElement, _ fill: String, _ markup: Markup
    ) throws(XLSXError) -> Bool {
        guard let pattern = try markup.child("patternFill", of: element),
            markup.value("patternType", of: pattern) == "solid",
            let color = try markup.child("fgColor", of: pattern)
        else { return false }
        return markup.value("rgb", of: color)?.uppercased() == fill.uppercased()
    }

    // MARK: Sections

    private typealias Addition = (bytes: [UInt8], count: Int, standard: String)

    /// What a section gets, how many it then has, and what must stand in it first if it is not there at all.
    private func addition(to name: StaticString) throws(XLSXError) -> Addition? {
        let p = prefix
        switch "\(name)" {
        case "fonts":
            return (
                addsFont ? try boldFont() : [], fontCount + 1,
                "<\(p)font><\(p)sz val=\"11\"/><\(p)name val=\"Calibri\"/></\(p)font>"
            )
        case "fills":
            let none = "<\(p)fill><\(p)patternFill patternType=\"none\"/></\(p)fill>"
            let gray = "<\(p)fill><\(p)patternFill patternType=\"gray125\"/></\(p)fill>"
            let standard = [none, gray].dropFirst(oldFillCount).joined()
            let hasSection = sections.contains { markup.isNamed("fills", $0) }
            let ours =
                "<\(p)fill><\(p)patternFill patternType=\"solid\"><\(p)fgColor rgb=\"\(fill)\"/>"
                + "<\(p)bgColor indexed=\"64\"/></\(p)patternFill></\(p)fill>"
            let added = addsFill ? (hasSection ? standard : "") + ours : ""
            return (Array(added.utf8), max(oldFillCount, 2) + 1, standard)
        case "borders":
            return ([], 0, "<\(p)border><\(p)left/><\(p)right/><\(p)top/><\(p)bottom/><\(p)diagonal/></\(p)border>")
        case "cellStyleXfs":
            return ([], 0, "<\(p)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>")
        case "cellXfs":
            return (Array(formats.joined()), oldFormats.count + formats.count, "")
        default:
            return nil
        }
    }

    private var fontCount: Int {
        guard let section = sections.first(where: { markup.isNamed("fonts", $0) }),
            let fonts = try? markup.children(of: section)
        else { return 1 }
        return fonts.count
    }

    /// The first font in bold.
    private func boldFont() throws(XLSXError) -> [UInt8] {
        let plain = Array("<\(prefix)font><\(prefix)b/></\(prefix)font>".utf8)
        guard let section = sections.first(where: { markup.isNamed("fonts", $0) }),
            let first = try markup.children(of: section).first
        else { return plain }
        if try markup.child("b", of: first) != nil { return Array(markup.bytes[first.whole]) }
        guard !first.isEmpty else { return plain }
        return Array(markup.bytes[first.start]) + Array("<\(prefix)b/>".utf8)
            + Array(markup.bytes[first.content.lowerBound..<first.whole.upperBound])
    }

    /// Puts sections that are not there in front of the first that comes after them in the schema.
    private func insert(_ missing: [(position: Int, xml: String)], _ splices: inout Splices) throws(XLSXError) {
        if root.isEmpty {
            splices.append(missing.map(\.xml).joined().utf8, to: root, in: markup)
            return
        }
        for (position, xml) in missing {
            let later = Self.order[(position + 1)...]
            let next = sections.first { section in later.contains { markup.isNamed($0, section) } }
            splices.insert(xml.utf8, at: next?.whole.lowerBound ?? root.content.upperBound)
        }
    }
}
