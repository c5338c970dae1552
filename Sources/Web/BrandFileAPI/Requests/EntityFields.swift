import Basics
import Catalog
import HTTPSupport
import Hummingbird

/// The fields of an entity in a request's body: the bare entity, or in an object of its name.
struct EntityFields {
    private let values: JSON

    /// Reads at most 1 MiB.
    init(_ resource: String, of request: Request) async throws {
        let body = try await RequestFields(of: request, limit: 1 << 20).values
        guard body != [:] else {
            throw Failure(.invalid, code: "request.malformed", "The body has no fields. Send a JSON object.")
        }
        if let inner = body[resource], inner.members != nil {
            values = inner
        } else {
            values = body
        }
    }

    init(_ values: JSON) {
        self.values = values
    }

    /// Nil where it is absent or null.
    func text(_ name: String) throws -> String? {
        switch values[name] {
        case nil, .null: nil
        case .string(let text): text
        default: throw wrong(name, "a text")
        }
    }

    func integer(_ name: String) throws -> Int64? {
        guard let value = values[name], value != .null else { return nil }
        guard let integer = value.integer ?? value.string.flatMap({ Int64($0) }) else {
            throw wrong(name, "a whole number")
        }
        return integer
    }

    /// A number, or a text that is one.
    func decimal(_ name: String) throws -> DecimalNumber? {
        let number: DecimalNumber?
        switch values[name] {
        case nil, .null: return nil
        case .integer(let value): number = DecimalNumber(String(value))
        case .decimal(let value): number = value
        case .string(let text): number = DecimalNumber(text)
        default: number = nil
        }
        guard let number else { throw wrong(name, "a decimal number of at most 18 digits, 9 of them behind the point") }
        return number
    }

    func key<Thing: HexKeyed>(_ name: String, of _: Thing.Type = Thing.self) throws -> ID<Thing>? {
        guard let text = try text(name), text != noHexKey else { return nil }
        return try ID(filter: text, name)
    }

    /// Ids, or `{"__KEY": id}` each; nil where there is no such list.
    func keys<Thing: HexKeyed>(_ name: String, of _: Thing.Type = Thing.self) throws -> [ID<Thing>]? {
        guard let value = values[name], value != .null else { return nil }
        guard let items = value.array else { throw wrong(name, "a list of ids") }
        return try items.map { item in
            guard let text = item.string ?? item["__KEY"]?.string else { throw wrong(name, "a list of ids") }
            return try ID(filter: text, name)
        }
    }

    /// The objects of a list; nil where there is none.
    func objects(_ name: String) throws -> [EntityFields]? {
        guard let value = values[name], value != .null else { return nil }
        guard let items = value.array, items.allSatisfy({ $0.members != nil }) else {
            throw wrong(name, "a list of objects")
        }
        return items.map { EntityFields($0) }
    }

    /// What a company, a brand, a warehouse or a host is called.
    func labels() throws -> LabelsChange {
        LabelsChange(name: try text("name"), code: try text("code"), detail: values["detail"])
    }

    /// A field that must be there.
    func required<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw Failure.invalid(name, code: "field.\(name)", "The field \(name) is missing.") }
        return value
    }

    private func wrong(_ name: String, _ wanted: String) -> Failure {
        Failure.invalid(name, code: "field.\(name)", "Give \(name) as \(wanted).")
    }
}
