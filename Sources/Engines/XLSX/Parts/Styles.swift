/// What the styles part says of numbers (ECMA-376 Part 1, clause 18.8); fonts, fills and borders are of no interest
/// here.
public struct Styles: Sendable {
    /// The number format of each cell format (`cellXfs`), in order.
    public let formats: [NumberFormat]

    static let none = Styles(formats: [])

    /// The number format of a cell's style; General where the style is not there.
    public func format(of style: Int) -> NumberFormat {
        formats.indices.contains(style) ? formats[style] : .general
    }

    private init(formats: [NumberFormat]) { self.formats = formats }

    init(_ xml: consuming XMLScanner) throws(XLSXError) {
        var codes: [Int: String] = [:]
        var ids: [Int] = []
        var parents: [XMLName] = []
        // The schema has one section of cell formats; what a second or a nested one holds has no number of its own.
        var isBehindFormats = false
        while true {
            let event = try xml.next()
            if event == .finished { break }
            if event == .end {
                let ended = parents.removeLast()
                if parents.count == 1, ended == XMLName("cellXfs") { isBehindFormats = true }
            }
            guard event == .start else { continue }
            let section = parents.count == 2 ? parents[1] : nil
            if xml.name == XMLName("numFmt"), section == XMLName("numFmts") {
                let values = try xml.attributes(["numFmtId", "formatCode"])
                if let id = values[0].flatMap({ Int($0) }), let code = values[1] { codes[id] = code }
                try xml.check("maximumStyles", xml.limits.maximumStyles, codes.count)
            } else if xml.name == XMLName("xf"), section == XMLName("cellXfs"), !isBehindFormats {
                ids.append(try xml.attributes(["numFmtId"])[0].flatMap { Int($0) } ?? 0)
                try xml.check("maximumStyles", xml.limits.maximumStyles, ids.count)
            }
            parents.append(xml.name)
        }
        var known: [Int: NumberFormat] = [:]
        for id in Set(ids) {
            known[id] = codes[id].map { NumberFormat(code: $0) } ?? NumberFormat.builtIn(id) ?? .general
        }
        formats = ids.map { known[$0] ?? .general }
    }
}
