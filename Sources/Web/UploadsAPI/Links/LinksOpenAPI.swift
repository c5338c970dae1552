import HTTPSupport

extension OpenAPIFragment {
    /// `/uploads/links`: links that need no token.
    static let uploadLinks = OpenAPIFragment(
        #"""
        {
          "paths": {
            "/uploads/links": {
              "post": {
                "tags": ["resumable uploads"], "operationId": "createUploadLink", "summary": "Makes a link",
                "description": "Either to fetch one file, or to make one upload of a target, whose fields stand beside it. \#
                Whoever has the link needs no token.",
                "security": [{"bearer": []}],
                "requestBody": {"required": true, "content": {"application/json": {
                  "schema": {
                    "type": "object",
                    "properties": {
                      "file": {"type": "string", "pattern": "^[0-9a-f]{24}$", "description": "A document or a file"},
                      "target": {"type": "string", "minLength": 1, "examples": ["document"]},
                      "expires_in": {"type": ["integer", "null"], "minimum": 1, "maximum": 86400, "default": 3600}
                    },
                    "oneOf": [{"required": ["file"]}, {"required": ["target"]}]
                  },
                  "example": {"target": "document", "expires_in": 3600}
                }}},
                "responses": {
                  "201": {
                    "description": "The link, which is told once",
                    "content": {"application/json": {"schema": {
                      "type": "object", "additionalProperties": false, "required": ["url", "expires_at"],
                      "properties": {
                        "url": {"type": "string"}, "expires_at": {"type": "string", "format": "date-time"}
                      }
                    }}}
                  },
                  "400": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "401": {"$ref": "#/components/responses/UploadUnauthenticated"},
                  "403": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "404": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "405": {"$ref": "#/components/responses/UploadMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "413": {"$ref": "#/components/responses/UploadTooLarge"},
                  "422": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "500": {"$ref": "#/components/responses/UploadFault"},
                  "503": {"$ref": "#/components/responses/UploadUnavailable"}
                }
              }
            },
            "/uploads/links/files/{file}": {
              "get": {
                "tags": ["resumable uploads"], "operationId": "getLinkedFile", "summary": "The file of a link",
                "parameters": [
                  {"name": "file", "in": "path", "required": true,
                    "schema": {"type": "string", "pattern": "^[0-9a-f]{24}$"}},
                  {"name": "expires", "in": "query", "required": true, "schema": {"type": "integer", "format": "int64"}},
                  {"name": "signature", "in": "query", "required": true, "schema": {"type": "string"}}
                ],
                "responses": {
                  "200": {"description": "The bytes", "content": {"*/*": {"schema": {}}}},
                  "206": {"description": "The part of them that was asked for", "content": {"*/*": {"schema": {}}}},
                  "401": {"$ref": "#/components/responses/UploadUnauthenticated"},
                  "404": {"$ref": "#/components/responses/UploadUnknown"},
                  "405": {"$ref": "#/components/responses/UploadMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/UploadFault"},
                  "503": {"$ref": "#/components/responses/UploadUnavailable"}
                }
              }
            }
          }
        }
        """#)
}
