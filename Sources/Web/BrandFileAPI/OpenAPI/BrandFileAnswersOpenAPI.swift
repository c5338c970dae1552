import HTTPSupport

extension OpenAPIFragment {
    /// What every call can answer when it does not do what was asked, and what several calls share.
    static let brandFileAnswers = OpenAPIFragment(
        ##"""
        {
          "components": {
            "securitySchemes": {
              "bearer": {"type": "http", "scheme": "bearer"},
              "apiKey": {"type": "apiKey", "in": "header", "name": "Authorization",
                "description": "The key as it stands, without a scheme"},
              "basic": {"type": "http", "scheme": "basic", "description": "Any user, and the key as the password"}
            },
            "parameters": {
              "BrandFileId": {
                "name": "id", "in": "path", "required": true, "description": "The id of the record",
                "schema": {"$ref": "#/components/schemas/BrandFileKey"}
              },
              "BrandFilePage": {
                "name": "page", "in": "query", "description": "From 1",
                "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647}
              },
              "BrandFilePageSize": {
                "name": "pageSize", "in": "query", "description": "100 unless said; above 1,000 it is 1,000",
                "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647}
              }
            },
            "responses": {
              "BrandFile400": {
                "description": "The request cannot be read",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              },
              "BrandFile401": {
                "description": "The API key is missing, or not valid",
                "headers": {"WWW-Authenticate": {"required": true, "schema": {"const": "Bearer"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/BrandFileFailure"},
                  "example": {"response": {"error": {"code": 401, "field": null,
                    "message": "The API key is missing or not valid. Send one as Authorization."}}}
                }}
              },
              "BrandFile403": {
                "description": "Not for this caller",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              },
              "BrandFile404": {
                "description": "There is nothing with this id that the caller may see",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              },
              "BrandFile405": {
                "description": "The path does not take this method",
                "headers": {"Allow": {"required": true, "schema": {"type": "string", "examples": ["GET, HEAD"]}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              },
              "BrandFile413": {
                "description": "More bytes than are taken",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              },
              "BrandFile422": {
                "description": "The request is wrong; `field` says where",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/BrandFileFailure"},
                  "example": {"response": {"error": {"code": 422, "field": "currency",
                    "message": "Give the currency as three capitals (ISO 4217), as EUR."}}}
                }}
              },
              "BrandFile500": {
                "description": "A fault of the server's; nothing was changed",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              },
              "BrandFile503": {
                "description": "Too busy, or a part of the server does not answer; try again later",
                "headers": {"Retry-After": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
              }
            },
            "schemas": {
              "BrandFileKey": {
                "type": "string", "pattern": "^[0-9A-F]{32}$", "description": "An id; 32 zeros for none",
                "examples": ["CAC5F7E292107D43B939D0E3EFB76A19"]
              },
              "BrandFileRelated": {
                "type": "object", "required": ["__KEY"], "additionalProperties": false,
                "properties": {"__KEY": {"$ref": "#/components/schemas/BrandFileKey"}}
              },
              "BrandFileBarcode": {
                "type": "string", "pattern": "^[0-9]{12,13}$", "description": "EAN-13, or UPC-12 in requests",
                "examples": ["5055950016804"]
              },
              "BrandFileMoment": {
                "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$",
                "description": "UTC", "examples": ["2020-08-24T10:19:26"]
              },
              "BrandFileDay": {
                "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00\\.000Z$",
                "description": "A day, UTC; zeros for none", "examples": ["2020-08-25T00:00:00.000Z"]
              },
              "BrandFileFailure": {
                "type": "object", "required": ["response"], "additionalProperties": false,
                "properties": {"response": {
                  "type": "object", "required": ["error"], "additionalProperties": false,
                  "properties": {"error": {
                    "type": "object", "required": ["code", "message", "field"], "additionalProperties": false,
                    "properties": {
                      "code": {"type": "integer", "description": "The status"},
                      "message": {"type": "string", "description": "What happened and what to do"},
                      "field": {"type": ["string", "null"], "description": "What is wrong"}
                    }
                  }}
                }}
              }
            }
          }
        }
        """##)
}
