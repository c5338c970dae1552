import HTTPSupport

extension OpenAPIFragment {
    static let customers = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "customers", "description": "What belongs to a customer as a whole."}],
          "paths": {
            "/customer/{id}/storage": {"get": {
              "tags": ["customers"], "operationId": "getStorage", "summary": "How much a customer keeps",
              "security": [{"bearer": []}],
              "parameters": [{"$ref": "#/components/parameters/CustomerId"}],
              "responses": {
                "200": {"description": "In bytes", "content": {"application/json": {"schema": {
                  "type": "object", "required": ["quota", "used", "files"], "additionalProperties": false,
                  "properties": {
                    "quota": {"type": "integer"}, "used": {"type": "integer"}, "files": {"type": "integer"}
                  }
                }}}},
                "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                "403": {"$ref": "#/components/responses/DocumentForbidden"},
                "404": {"$ref": "#/components/responses/DocumentNotFound"},
                "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/DocumentFault"},
                "503": {"$ref": "#/components/responses/DocumentUnavailable"}
              }
            }},
            "/customer/{id}/docauth/{fileId}": {"get": {
              "tags": ["customers"], "operationId": "authorizeReading",
              "summary": "Whether a token may read a document",
              "security": [{"bearer": []}, {"queryToken": []}],
              "parameters": [
                {"$ref": "#/components/parameters/CustomerId"},
                {"name": "fileId", "in": "path", "required": true,
                  "description": "The document's `fileId`; its `_id` works too",
                  "schema": {"$ref": "#/components/schemas/ObjectID"}}
              ],
              "responses": {
                "200": {"description": "It may",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DocumentSuccess"}}}},
                "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                "403": {"$ref": "#/components/responses/DocumentForbidden"},
                "404": {"$ref": "#/components/responses/DocumentNotFound"},
                "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/DocumentFault"},
                "503": {"$ref": "#/components/responses/DocumentUnavailable"}
              }
            }}
          }
        }
        """#)
}
