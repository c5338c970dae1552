/// The relationships of one part with some added or removed (ECMA-376 part 2, 6.5).
final class RelationshipsPatch {
    private let markup: Markup
    private let root: MarkupElement
    private let elements: [MarkupElement]
    private var ids: Set<String>
    private var lines = ""
    private var splices = Splices()

    /// `markup` is nil where the part has none yet.
    init(_ markup: Markup?, part: String) throws(XLSXError) {
        let empty =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"
        let markup = markup ?? Markup(part: part, bytes: Array(empty.utf8))
        self.markup = markup
        root = try markup.root()
        elements = try markup.children(of: root)
        ids = Set(elements.compactMap { markup.value("Id", of: $0) })
    }

    /// Adds one and gives its id.
    func add(type: String, target: String) -> String {
        var number = ids.count + 1
        while !ids.insert("rId\(number)").inserted { number += 1 }
        let place = String(decoding: XMLText.escaped(target), as: UTF8.self)
        lines += "<\(markup.prefix(of: root))Relationship Id=\"rId\(number)\" Type=\"\(type)\" Target=\"\(place)\"/>"
        return "rId\(number)"
    }

    func remove(_ id: String) {
        for element in elements where markup.value("Id", of: element) == id { splices.remove(element.whole) }
    }

    func patched() -> [UInt8] {
        var splices = splices
        if !lines.isEmpty { splices.append(lines.utf8, to: root, in: markup) }
        return splices.applied(to: markup.bytes)
    }
}
