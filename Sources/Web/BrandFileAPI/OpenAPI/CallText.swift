/// The JSON text of calls, which all have the same shape here: records in an envelope, or a refusal.
enum CallText {
    /// A page of a resource.
    ///
    /// - Parameter filters: objects of parameters, as JSON text.
    static func list(_ resource: String, id: String, summary: String, filters: [String]) -> String {
        let parameters =
            filters + [
                ##"{"$ref": "#/components/parameters/BrandFilePage"}"##,
                ##"{"$ref": "#/components/parameters/BrandFilePageSize"}"##,
            ]
        return call(
            "get", resource, id: id, summary: summary, parameters: parameters, status: 200, refusals: [401, 403, 422])
    }

    /// One record by the id in the path.
    static func get(_ resource: String, id: String, summary: String) -> String {
        call("get", resource, id: id, summary: summary, parameters: [key], status: 200, refusals: [401, 403, 404])
    }

    static func create(_ resource: String, id: String, summary: String, body: String) -> String {
        call(
            "post", resource, id: id, summary: summary, parameters: [], body: body, status: 201,
            refusals: [400, 401, 403, 413, 422])
    }

    static func update(_ resource: String, id: String, summary: String, body: String) -> String {
        call(
            "put", resource, id: id, summary: summary, parameters: [key], body: body, status: 200,
            refusals: [400, 401, 403, 404, 413, 422])
    }

    /// A filter by the id of another thing.
    static func filter(_ name: String, _ description: String) -> String {
        filter(name, description, schema: ##"{"$ref": "#/components/schemas/BrandFileKey"}"##)
    }

    /// A filter by a text.
    static func filter(_ name: String, _ description: String, schema: String) -> String {
        #"{"name": "\#(name)", "in": "query", "description": "\#(description)", "schema": \#(schema)}"#
    }

    static let code = filter("code", "Only what has this code", schema: #"{"type": "string", "minLength": 1}"#)
    static let barcode = filter(
        "barcode", "Only what has this barcode: EAN-13 or UPC-12",
        schema: ##"{"$ref": "#/components/schemas/BrandFileBarcode"}"##)

    private static let key = ##"{"$ref": "#/components/parameters/BrandFileId"}"##

    private static func call(
        _ method: String, _ resource: String, id: String, summary: String, parameters: [String], body: String? = nil,
        status: Int, refusals: [Int]
    ) -> String {
        let capital = resource.prefix(1).uppercased() + resource.dropFirst()
        let answers = refusals + [405, 500, 503]
        let refused = answers.map { ##""\##($0)": {"$ref": "#/components/responses/BrandFile\##($0)"}"## }
        let sent = body.map {
            ##""requestBody": {"required": true, "content": {"application/json": {"schema": \##($0)}}},"##
        }
        return ##"""
            "\##(method)": {
              "tags": ["catalogue"], "operationId": "\##(id)", "summary": "\##(summary)",
              "security": [{"bearer": []}, {"apiKey": []}, {"basic": []}],
              "parameters": [\##(parameters.joined(separator: ", "))], \##(sent ?? "")
              "responses": {
                "\##(status)": {"description": "Records in an envelope", "content": {"application/json": {"schema": {
                  "type": "object", "required": ["response"], "additionalProperties": false,
                  "properties": {"response": {
                    "type": "object", "additionalProperties": false,
                    "required": ["page", "pageCount", "recordsSent", "recordsFound", "\##(resource)"],
                    "properties": {
                      "page": {"type": "integer", "minimum": 1}, "pageCount": {"type": "integer", "minimum": 1},
                      "recordsSent": {"type": "integer", "minimum": 0},
                      "recordsFound": {"type": "integer", "minimum": 0},
                      "\##(resource)": {
                        "type": "array", "items": {"$ref": "#/components/schemas/Catalog\##(capital)"}
                      }
                    }
                  }}
                }}}},
                \##(refused.joined(separator: ",\n"))
              }
            }
            """##
    }
}
