import HTTPSupport

extension OpenAPIFragment {
    static let documentCalls = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "documents", "description": "Documents of customers, in folders."}],
          "paths": {
            "/file": {
              "get": {
                "tags": ["documents"], "operationId": "listDocuments", "summary": "Documents of one customer",
                "description": "Those that the caller may see, oldest first. Values out of range are brought into it.",
                "security": [{"bearer": []}],
                "parameters": [
                  {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
                  {"name": "limit", "in": "query",
                    "schema": {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}},
                  {"name": "folder", "in": "query",
                    "description": "Those in this folder; without it, or as `null`, those in none",
                    "schema": {"anyOf": [{"$ref": "#/components/schemas/ObjectID"}, {"const": "null"}]}},
                  {"name": "allFolders", "in": "query", "description": "`true`: those in every folder",
                    "schema": {"enum": ["true", "false"]}},
                  {"name": "filter", "in": "query", "description": "A part of the name, whatever its case and accents",
                    "schema": {"type": "string"}},
                  {"name": "customer", "in": "query", "description": "The caller's own unless given",
                    "schema": {"$ref": "#/components/schemas/ObjectID"}}
                ],
                "responses": {
                  "200": {"description": "Some of them", "content": {"application/json": {"schema": {
                    "type": "object", "required": ["offset", "limit", "total", "files"],
                    "additionalProperties": false,
                    "properties": {
                      "offset": {"type": "integer"}, "limit": {"type": "integer"},
                      "total": {"type": "integer", "description": "How many there are in all"},
                      "files": {"type": "array", "items": {"$ref": "#/components/schemas/Document"}}
                    }
                  }}}},
                  "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                  "403": {"$ref": "#/components/responses/DocumentForbidden"},
                  "404": {"$ref": "#/components/responses/DocumentNotFound"},
                  "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/DocumentConflict"},
                  "500": {"$ref": "#/components/responses/DocumentFault"},
                  "503": {"$ref": "#/components/responses/DocumentUnavailable"}
                }
              },
              "post": {
                "tags": ["documents"], "operationId": "createDocument",
                "summary": "Upload a document by a form, or make a folder by JSON",
                "security": [{"bearer": []}],
                "requestBody": {"required": true, "content": {
                  "multipart/form-data": {"schema": {
                    "type": "object", "required": ["file"],
                    "properties": {
                      "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                      "filename": {"type": "string"},
                      "accessLevel": {"$ref": "#/components/schemas/DocumentAccess"},
                      "description": {"type": "string", "maxLength": 1000},
                      "type": {"$ref": "#/components/schemas/DocumentType"},
                      "customer": {"$ref": "#/components/schemas/ObjectID"},
                      "folder": {"$ref": "#/components/schemas/ObjectID"}
                    }
                  }},
                  "application/json": {"schema": {
                    "type": "object", "required": ["filename", "type"],
                    "properties": {
                      "filename": {"type": "string", "minLength": 1},
                      "type": {"const": "FOLDER"},
                      "accessLevel": {"$ref": "#/components/schemas/DocumentAccess"},
                      "description": {"type": "string", "maxLength": 1000},
                      "customer": {"$ref": "#/components/schemas/ObjectID"},
                      "folder": {"$ref": "#/components/schemas/ObjectID"}
                    }
                  }}
                }},
                "responses": {
                  "200": {"description": "The new document or folder",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Document"}}}},
                  "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                  "403": {"$ref": "#/components/responses/DocumentForbidden"},
                  "404": {"$ref": "#/components/responses/DocumentNotFound"},
                  "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/DocumentConflict"},
                  "422": {"$ref": "#/components/responses/DocumentInvalid"},
                  "500": {"$ref": "#/components/responses/DocumentFault"},
                  "503": {"$ref": "#/components/responses/DocumentUnavailable"}
                }
              }
            },
            "/file/{id}": {
              "get": {
                "tags": ["documents"], "operationId": "getDocument", "summary": "A document",
                "security": [{"bearer": []}],
                "parameters": [{"$ref": "#/components/parameters/DocumentId"}],
                "responses": {
                  "200": {"description": "What is known of it, and where its bytes are",
                    "content": {"application/json": {"schema": {
                      "allOf": [{"$ref": "#/components/schemas/Document"}], "required": ["url"],
                      "properties": {"url": {"type": ["string", "null"], "description": "Null for folders"}}
                    }}}},
                  "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                  "403": {"$ref": "#/components/responses/DocumentForbidden"},
                  "404": {"$ref": "#/components/responses/DocumentNotFound"},
                  "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/DocumentFault"},
                  "503": {"$ref": "#/components/responses/DocumentUnavailable"}
                }
              },
              "post": {
                "tags": ["documents"], "operationId": "updateDocument",
                "summary": "Change what is said of a document, or move it",
                "security": [{"bearer": []}],
                "parameters": [{"$ref": "#/components/parameters/DocumentId"}],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {
                  "type": "object",
                  "properties": {
                    "filename": {"type": "string"},
                    "accessLevel": {"$ref": "#/components/schemas/DocumentAccess"},
                    "description": {"type": ["string", "null"], "maxLength": 1000},
                    "folder": {"description": "Null: to the top level",
                      "anyOf": [{"$ref": "#/components/schemas/ObjectID"}, {"type": "null"}]}
                  }
                }}}},
                "responses": {
                  "200": {"description": "The document as it is now",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Document"}}}},
                  "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                  "403": {"$ref": "#/components/responses/DocumentForbidden"},
                  "404": {"$ref": "#/components/responses/DocumentNotFound"},
                  "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/DocumentConflict"},
                  "422": {"$ref": "#/components/responses/DocumentInvalid"},
                  "500": {"$ref": "#/components/responses/DocumentFault"},
                  "503": {"$ref": "#/components/responses/DocumentUnavailable"}
                }
              },
              "delete": {
                "tags": ["documents"], "operationId": "deleteDocument",
                "summary": "Delete a document, or an empty folder",
                "security": [{"bearer": []}],
                "parameters": [{"$ref": "#/components/parameters/DocumentId"}],
                "responses": {
                  "200": {"description": "It is deleted",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DocumentSuccess"}}}},
                  "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                  "403": {"$ref": "#/components/responses/DocumentForbidden"},
                  "404": {"$ref": "#/components/responses/DocumentNotFound"},
                  "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/DocumentConflict"},
                  "500": {"$ref": "#/components/responses/DocumentFault"},
                  "503": {"$ref": "#/components/responses/DocumentUnavailable"}
                }
              }
            }
          }
        }
        """#)
}
