public import Basics

/// The resource that a request sends (JSON:API 1.0, Creating and Updating Resources), from JSON or from a form.
public struct RequestDocument: Sendable {
    public let type: String?
    public let id: String?
    /// An object.
    public let attributes: JSON
    /// An object.
    public let relationships: JSON
    /// Whether it came as a form, where every value is a text.
    public let isForm: Bool

    /// From the text of a JSON document; the media type does not matter.
    public init(json bytes: some Sequence<UInt8>) throws(RequestProblem) {
        guard let json = JSON(text: bytes) else { throw .malformed(pointer: "", expected: "a JSON document") }
        try self.init(json, isForm: false)
    }

    /// From the pairs of a form, decoded.
    public init(form pairs: [(name: String, value: String)]) throws(RequestProblem) {
        try self.init(try BracketForm.json(pairs), isForm: true)
    }

    /// From the body of a form (`application/x-www-form-urlencoded`).
    public init(form text: String) throws(RequestProblem) {
        let pairs = text.utf8.split(separator: 0x26, maxSplits: BracketForm.mostPairs).map { pair in
            let text = Substring(pair)
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                name: QueryParameters.decoded(halves.first ?? ""),
                value: halves.count == 2 ? QueryParameters.decoded(halves[1]) : ""
            )
        }
        try self.init(form: pairs)
    }

    private init(_ json: JSON, isForm: Bool) throws(RequestProblem) {
        guard json.members != nil else { throw .malformed(pointer: "", expected: "a JSON object") }
        guard let data = json["data"], data.members != nil else {
            throw .malformed(pointer: "/data", expected: "a resource object")
        }
        type = data["type"]?.string
        switch data["id"] {
        case .string(let text): id = text
        case .integer(let number): id = String(number)
        default: id = nil
        }
        attributes = try RequestDocument.object("attributes", in: data)
        relationships = try RequestDocument.object("relationships", in: data)
        self.isForm = isForm
    }

    /// Throws where the type is not the operation's.
    public func require(type expected: String) throws(RequestProblem) {
        guard type == expected else { throw .wrongType(expected: expected, found: type) }
    }

    /// Throws where an id is sent that is not the path's.
    public func require(id expected: String) throws(RequestProblem) {
        if let id, id != expected { throw .wrongID(expected: expected, found: id) }
    }

    /// What a relationship to one resource names; nil where it is absent or null. Its type may be left out.
    public func one(_ name: String, type: String) throws(RequestProblem) -> ResourceIdentifier? {
        guard let relationship = relationships[name] else { return nil }
        guard relationship.members != nil, let data = relationship["data"] else {
            throw .malformed(pointer: "/data/relationships/\(name)", expected: "an object with data")
        }
        if data == .null || data == .string("") { return nil }
        return try identifier(data, type: type, at: "/data/relationships/\(name)/data")
    }

    /// What a relationship to many names; nil where it is absent.
    public func many(_ name: String, type: String) throws(RequestProblem) -> [ResourceIdentifier]? {
        guard let relationship = relationships[name] else { return nil }
        let pointer = "/data/relationships/\(name)/data"
        guard let items = relationship["data"].flatMap(RequestDocument.list) else {
            throw .malformed(pointer: pointer, expected: "a list of resource identifiers")
        }
        var found: [ResourceIdentifier] = []
        for (place, item) in items.enumerated() {
            found.append(try identifier(item, type: type, at: "\(pointer)/\(place)"))
        }
        return found
    }

    private func identifier(
        _ data: JSON, type: String, at pointer: String
    ) throws(RequestProblem) -> ResourceIdentifier {
        let id: String? =
            switch data["id"] {
            case .string(let text): text
            case .integer(let number): String(number)
            default: nil
            }
        guard let id, !id.isEmpty else { throw .malformed(pointer: pointer, expected: "an id") }
        return ResourceIdentifier(data["type"]?.string ?? type, id)
    }

    /// A list, or an object whose names are numbers, which is how some write lists in forms. An empty text is an empty list.
    public static func list(_ json: JSON) -> [JSON]? {
        switch json {
        case .array(let items): return items == [.string("")] ? [] : items
        case .string(""): return []
        case .object(let members):
            let numbered = members.compactMap { member in Int(member.name).map { ($0, member.value) } }
            guard numbered.count == members.count else { return nil }
            return numbered.sorted { $0.0 < $1.0 }.map(\.1)
        default: return nil
        }
    }

    private static func object(_ name: String, in data: JSON) throws(RequestProblem) -> JSON {
        guard let value = data[name], value != .null else { return .object([]) }
        guard value.members != nil else { throw .malformed(pointer: "/data/\(name)", expected: "an object") }
        return value
    }
}
