import HTTPSupport

extension OpenAPIFragment {
    /// What a call can answer when it does not do what was asked, and the ids that all share.
    static let documentAnswers = OpenAPIFragment(
        #"""
        {
          "components": {
            "securitySchemes": {
              "bearer": {"type": "http", "scheme": "bearer"},
              "queryToken": {"type": "apiKey", "in": "query", "name": "token"}
            },
            "parameters": {
              "DocumentId": {
                "name": "id", "in": "path", "required": true, "description": "The document's `_id`",
                "schema": {"$ref": "#/components/schemas/ObjectID"}
              },
              "CustomerId": {
                "name": "id", "in": "path", "required": true, "description": "The customer's id",
                "schema": {"$ref": "#/components/schemas/ObjectID"}
              }
            },
            "responses": {
              "DocumentUnauthenticated": {
                "description": "The token is missing, or not valid any more",
                "headers": {"WWW-Authenticate": {"required": true, "schema": {"const": "Bearer"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/DocumentFailure"},
                  "example": {"error": {"code": 401, "message": "unauthorized", "description": "Unauthenticated."}}
                }}
              },
              "DocumentForbidden": {
                "description": "The access level is too low",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/DocumentFailure"},
                  "example": {"error": {"code": 403, "message": "access_denied",
                    "description": "Your access level does not allow this. Ask somebody with a higher one."}}
                }}
              },
              "DocumentNotFound": {
                "description": "Nothing with this id that the caller may see; the message says which id, or `file`",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/DocumentFailure"},
                  "example": {"error": {"code": 404, "message": "id",
                    "description": "There is no document with this id."}}
                }}
              },
              "DocumentConflict": {
                "description": "The folder does not allow it",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/DocumentFailure"},
                  "example": {"error": {"code": 409, "message": "folder",
                    "description": "The folder is not empty. Move or delete what lies in it."}}
                }}
              },
              "DocumentInvalid": {
                "description": "The request is wrong; the message names the field, or `storage`, `filesize`, `file`",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/DocumentFailure"},
                  "example": {"error": {"code": 422, "message": "filename",
                    "description": "The chosen file name does not have the same extension as the uploaded file."}}
                }}
              },
              "DocumentMethodNotAllowed": {
                "description": "The path does not take this method",
                "headers": {"Allow": {"required": true, "schema": {"type": "string", "examples": ["GET, HEAD"]}}},
                "content": {"application/json": {"schema": {
                  "type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}
                }}}
              },
              "DocumentFault": {
                "description": "A fault of the server's; nothing was stored",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DocumentFailure"}}}
              },
              "DocumentUnavailable": {
                "description": "Too busy, or a part of the server does not answer; try again later",
                "headers": {"Retry-After": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DocumentFailure"}}}
              }
            },
            "schemas": {
              "ObjectID": {"type": "string", "pattern": "^[0-9a-f]{24}$", "examples": ["00000000000000000000002a"]},
              "DocumentFailure": {
                "type": "object", "required": ["error"], "additionalProperties": false,
                "properties": {"error": {
                  "type": "object", "required": ["code", "message", "description"], "additionalProperties": false,
                  "properties": {
                    "code": {"type": "integer", "description": "The status"},
                    "message": {"type": "string", "description": "One word that tells what is wrong"},
                    "description": {"type": "string", "description": "What happened and what to do"}
                  }
                }}
              }
            }
          }
        }
        """#)
}
