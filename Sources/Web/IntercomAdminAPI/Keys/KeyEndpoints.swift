import Access
import Basics
import HTTPSupport
import Hummingbird

/// `/intercoms/{intercom}/keys`: the RFID keys of an intercom.
struct KeyEndpoints: Sendable {
    let keys: AccessKeys
    let location: SurfaceLocation

    func list(_ request: Request, _ context: CallerContext) async throws -> Response {
        let page = try await keys.page(
            of: try context.intercom, try KeyQuery(request), request.pageRequest, by: context.principal)
        return LengthAwarePage(page: page, represent: keyRepresentation, request: request, location: location).response
    }

    func add(_ request: Request, _ context: CallerContext) async throws -> Response {
        let panel = try context.intercom
        let fields = try await RequestFields(of: request)
        guard let codes = fields.values["keys"]?.array?.map(\.keyText), !codes.contains(nil) else {
            throw Failure.invalid("keys", code: "field.required", "The keys must be an array of texts.")
        }
        let added = try await keys.add(
            codes.compactMap { $0 }, toFlat: try fields.flat, of: panel, by: context.principal)
        return .json(["data": .array(added.map(keyRepresentation))])
    }

    func move(_ request: Request, _ context: CallerContext) async throws -> Response {
        let panel = try context.intercom
        let fields = try await RequestFields(of: request)
        let key = try await keys.move(
            try context.id("key", of: "key"), toFlat: try fields.flat, of: panel, by: context.principal)
        return .json(keyRepresentation(key))
    }

    func delete(_ request: Request, _ context: CallerContext) async throws -> Response {
        try await keys.delete(try context.id("key", of: "key"), of: try context.intercom, by: context.principal)
        return .json(["success": true])
    }
}

extension RequestFields {
    /// The number or label of the flat that keys go to.
    fileprivate var flat: String {
        get throws {
            guard let flat = text("flat") else {
                throw Failure.invalid("flat", code: "field.required", "The flat is required: its number or label.")
            }
            return flat
        }
    }
}

extension JSON {
    /// A code as text; one of digits alone may come as a number.
    fileprivate var keyText: String? { string ?? integer.map { String($0) } }
}

extension KeyQuery {
    fileprivate init(_ request: Request) throws {
        self.init()
        search = request.query("search")
        if let word = request.query("sort") {
            guard let known = Sort(rawValue: word) else {
                let words = Sort.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure.invalid("sort", code: "field.invalid", "The sort must be one of \(words).")
            }
            sort = known
        }
        if let direction = request.query("dir")?.lowercased() {
            guard direction == "asc" || direction == "desc" else {
                throw Failure.invalid("dir", code: "field.invalid", "The dir must be asc or desc.")
            }
            descending = direction == "desc"
        }
        from = try request.instant("from")
        to = try request.instant("to").map { request.query("to")?.utf8.count == 10 ? $0 + .seconds(86_399.999999) : $0 }
        user = try request.identifier("user_id")
        unit = try request.identifier("intercom_flat_id")
        unboundUsers = request.isOn("unbound_users")
        unboundFlats = request.isOn("unbound_flats")
    }
}

extension Request {
    fileprivate func instant(_ name: String) throws -> Instant? {
        guard let text = query(name) else { return nil }
        // A plus sign of an offset may have become a space on the way.
        guard let instant = Instant(iso8601: text) ?? Instant(iso8601: text.replacing(" ", with: "+")) else {
            throw Failure.invalid(name, code: "field.invalid", "The \(name) must be a date in ISO 8601.")
        }
        return instant
    }

    fileprivate func identifier<Thing>(_ name: String) throws -> ID<Thing>? {
        guard let text = query(name) else { return nil }
        guard let id = ID<Thing>(text) else {
            throw Failure.invalid(name, code: "field.invalid", "The \(name) must be a number.")
        }
        return id
    }

    fileprivate func isOn(_ name: String) -> Bool {
        ["1", "true"].contains(query(name)?.lowercased())
    }
}
