import HTTPSupport

/// One type of resource as the OpenAPI document describes it: its schemas and its usual calls.
struct DescribedResource {
    /// As in `Zone`.
    let name: String
    /// As in `zones`, which is its path too.
    let type: String
    /// What it is, in a sentence.
    let about: String
    /// JSON members: what is shown.
    let attributes: String
    /// JSON members: what may be sent.
    let writable: String
    /// Names of attributes that may come as files of a form.
    let pictures: [String]
    /// Names of relationships that may be sent.
    let ties: [String]
    let filters: [String]
    let sorts: [String]
    let includes: [String]
    let calls: Set<Call>
    /// Whether its calls stand at its own path; else they are listed one by one.
    let isAtItsPath: Bool
    /// The path of the list.
    private var path: String?
    /// Parameters in that path.
    private var owner: [String] = []

    enum Call {
        case list, create, show, update, delete
    }

    init(
        _ name: String, _ type: String, about: String, attributes: String, writable: String = "{}",
        pictures: [String] = [],
        ties: [String] = [], filters: [String] = [], sorts: [String] = [], includes: [String] = [],
        calls: Set<Call> = [.list, .create, .show, .update, .delete], isAtItsPath: Bool = true
    ) {
        self.name = name
        self.type = type
        self.about = about
        self.attributes = attributes
        self.writable = writable
        self.pictures = pictures
        self.ties = ties
        self.filters = filters
        self.sorts = sorts
        self.includes = includes
        self.calls = calls
        self.isAtItsPath = isAtItsPath
    }

    /// The same calls below another path, with names of their own.
    func below(_ path: String, owner: String, as name: String) -> [String] {
        var other = self
        other.path = path
        other.owner = [owner]
        return other.paths(named: name)
    }

    /// JSON members of `components/schemas`.
    var schemas: [String] {
        var schemas = [
            """
            "Access\(name)": {"type": "object", "required": ["id", "type", "attributes"], "description": "\(about)",
              "properties": {"id": {"type": "string"}, "type": {"const": "\(type)"},
                "attributes": {"type": "object", "properties": \(attributes)},
                "relationships": {"type": "object"}}}
            """
        ]
        if calls != [.list] {
            schemas.append(
                """
                "Access\(name)Document": {"type": "object", "required": ["data"], "properties": {
                  "data": {"$ref": "#/components/schemas/Access\(name)"},
                  "included": {"type": "array", "items": {"type": "object"}}}}
                """)
        }
        if calls.contains(.list) {
            schemas.append(
                """
                "Access\(name)List": {"type": "object", "required": ["data"], "properties": {
                  "data": {"type": "array", "items": {"$ref": "#/components/schemas/Access\(name)"}},
                  "included": {"type": "array", "items": {"type": "object"}},
                  "links": {"$ref": "#/components/schemas/AccessPageLinks"}}}
                """)
        }
        if calls.contains(.create) || calls.contains(.update) {
            schemas.append(
                """
                "Access\(name)Request": {"type": "object", "required": ["data"], "properties": {
                  "data": {"type": "object", "required": ["type"], "properties": {
                    "type": {"const": "\(type)"}, "id": {"type": "string"},
                    "attributes": {"type": "object", "properties": \(writable)}\(relationships)}}}}
                """)
        }
        return schemas
    }

    /// JSON members of `paths`.
    func paths(named name: String? = nil) -> [String] {
        let name = name ?? self.name
        let list = path ?? "/v3/\(type)"
        let parameters = owner.map { DescribedResource.inPath($0) }
        let item = type == "integrations" ? "integration" : name.lowercased()
        var many: [String] = []
        if calls.contains(.list) {
            let call = operation("list\(name)s", "Lists \(type)", query: listQuery, answers: "200", "List")
            many.append("\"get\": \(call)")
        }
        if calls.contains(.create) {
            let call = operation("create\(name)", "Makes one", takes: true, answers: "201", "Document")
            many.append("\"post\": \(call)")
        }
        var one: [String] = []
        if calls.contains(.show) {
            let call = operation("get\(name)", "Shows one", query: itemQuery, answers: "200", "Document")
            one.append("\"get\": \(call)")
        }
        if calls.contains(.update) {
            let call = operation("update\(name)", "Changes what is sent", takes: true, answers: "200", "Document")
            one.append("\"patch\": \(call)")
            let other = operation("put\(name)", "The same as PATCH", takes: true, answers: "200", "Document")
            one.append("\"put\": \(other)")
        }
        if calls.contains(.delete) {
            one.append("\"delete\": \(operation("delete\(name)", "Takes one away", answers: "204", nil))")
        }
        var paths: [String] = []
        if !many.isEmpty { paths.append(DescribedResource.path(list, parameters, many)) }
        if !one.isEmpty {
            paths.append(
                DescribedResource.path("\(list)/{\(item)}", parameters + [DescribedResource.inPath(item)], one))
        }
        return paths
    }

    /// One call with the answers that all have.
    func operation(
        _ id: String, _ summary: String, query: [String] = [], takes: Bool = false, answers status: String,
        _ schema: String?
    ) -> String {
        let content = schema.map { DescribedResource.content("Access\(name)\($0)") }.map { ", \($0)" } ?? ""
        let body = "\"requestBody\": {\"required\": true, \(request)}, "
        return """
            {"tags": ["access"], "operationId": "\(id)", "summary": "\(summary)", "security": [{"bearer": []}],
              "parameters": [\(query.joined(separator: ", "))], \(takes ? body : "")
              "responses": {"\(status)": {"description": "Done"\(content)},
                "400": {"$ref": "#/components/responses/AccessMalformed"},
                "401": {"$ref": "#/components/responses/AccessUnauthenticated"},
                "403": {"$ref": "#/components/responses/AccessForbidden"},
                "404": {"$ref": "#/components/responses/AccessUnknown"},
                "409": {"$ref": "#/components/responses/AccessConflict"},
                "413": {"$ref": "#/components/responses/AccessTooLarge"},
                "422": {"$ref": "#/components/responses/AccessInvalid"},
                "429": {"$ref": "#/components/responses/AccessTooMany"}}}
            """
    }

    /// What is sent; with pictures also as a form.
    private var request: String {
        let schema = ##"{"schema": {"$ref": "#/components/schemas/Access\##(name)Request"}}"##
        guard !pictures.isEmpty else { return #""content": {"application/vnd.api+json": \#(schema)}"# }
        let files = pictures.map { #""data[attributes][\#($0)]": {"type": "string", "format": "binary"}"# }
        return """
            "content": {"application/vnd.api+json": \(schema),
              "multipart/form-data": {"schema": {"type": "object", "required": ["data[type]"], "properties": {
                "data[type]": {"const": "\(type)"}, \(files.joined(separator: ", "))}}}}
            """
    }

    /// A picture among the attributes of a request.
    static let picture = """
        {"type": ["string", "null"], "description": "A JPEG, PNG, GIF, WebP or HEIC picture as a data URI; null removes it"}
        """

    private static func content(_ schema: String) -> String {
        """
        "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/\(schema)"}}}
        """
    }

    static func path(_ path: String, _ parameters: [String], _ operations: [String]) -> String {
        "\"\(path)\": {\"parameters\": [\(parameters.joined(separator: ", "))], \(operations.joined(separator: ", "))}"
    }

    static func inPath(_ name: String) -> String {
        #"{"name": "\#(name)", "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}}"#
    }

    var itemQuery: [String] { includes.isEmpty ? [] : [choice("include", includes)] }

    var listQuery: [String] {
        [
            ##"{"$ref": "#/components/parameters/AccessPageNumber"}"##,
            ##"{"$ref": "#/components/parameters/AccessPageSize"}"##,
            ##"{"$ref": "#/components/parameters/AccessPageAfter"}"##,
        ] + itemQuery + (sorts.isEmpty ? [] : [choice("sort", sorts.flatMap { [$0, "-\($0)"] })])
            + filters.map { name in
                let form = DescribedResource.places.contains(name) ? #", "pattern": "^[0-9]{1,18}$""# : ""
                return #"{"name": "filter[\#(name)]", "in": "query", "schema": {"type": "string"\#(form)}}"#
            }
    }

    /// Filters that take an id.
    private static let places: Set = ["building", "zone", "unit", "tenant", "user", "panel"]

    private func choice(_ name: String, _ words: [String]) -> String {
        let words = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            {"name": "\(name)", "in": "query", "style": "form", "explode": false,
              "schema": {"type": "array", "items": {"enum": [\(words)]}}}
            """
    }

    private var relationships: String {
        guard !ties.isEmpty else { return "" }
        let ties = ties.map { "\"\($0)\": {\"$ref\": \"#/components/schemas/AccessToOne\"}" }.joined(separator: ", ")
        return ", \"relationships\": {\"type\": \"object\", \"properties\": {\(ties)}}"
    }
}

extension OpenAPIFragment {
    /// Resources, with further paths.
    init(_ resources: [DescribedResource], paths: [String]) {
        let schemas = resources.flatMap(\.schemas).joined(separator: ",\n")
        let all = (resources.filter(\.isAtItsPath).flatMap { $0.paths() } + paths).joined(separator: ",\n")
        self.init(
            """
            {"paths": {\(all)}, "components": {"schemas": {\(schemas)}}}
            """)
    }
}
