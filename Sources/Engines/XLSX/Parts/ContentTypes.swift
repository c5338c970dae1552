/// What `[Content_Types].xml` says of each part (ECMA-376 Part 2, clause 6.2.3); names and extensions ignore case.
public struct ContentTypes: Sendable, Equatable {
    /// Content type by lower-case extension.
    public private(set) var defaults: [String: String] = [:]
    /// Content type by lower-case part name without a leading slash.
    public private(set) var overrides: [String: String] = [:]

    static let part = "[Content_Types].xml"

    public subscript(part: String) -> String? {
        let name = part.lowercased()
        if let type = overrides[name] { return type }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return defaults[String(name[name.index(after: dot)...])]
    }

    init() {}

    init(_ xml: consuming XMLScanner) throws(XLSXError) {
        var count = 0
        while true {
            switch try xml.next() {
            case .start where xml.name == XMLName("Override"):
                let values = try xml.attributes(["PartName", "ContentType"])
                if let part = values[0], let type = values[1] {
                    overrides[PartName.resolve(part, from: "").lowercased()] = type
                }
            case .start where xml.name == XMLName("Default"):
                let values = try xml.attributes(["Extension", "ContentType"])
                if let name = values[0], let type = values[1] { defaults[name.lowercased()] = type }
            case .finished:
                return
            default:
                continue
            }
            count += 1
            try xml.check("maximumListItems", xml.limits.maximumListItems, count)
        }
    }
}
