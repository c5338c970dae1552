import HTTPSupport

extension OpenAPIFragment {
    /// `/intercoms/{intercom}/flats`: the apartments, and who and what belongs to one.
    static let flats = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "flats", "description": "The apartments that an intercom serves"}],
          "paths": {
            "/api/admin/v1/intercoms/{intercom}/flats": {
              "parameters": [{"$ref": "#/components/parameters/IntercomID"}],
              "get": {
                "tags": ["flats"], "operationId": "listFlats", "summary": "An intercom's apartments",
                "description": "Needs the permission `intercom-view`. Ordered by id.",
                "security": [{"bearer": []}],
                "parameters": [
                  {
                    "name": "search", "in": "query", "description": "Part of a number or label; case does not matter",
                    "schema": {"type": "string"}, "example": "12"
                  },
                  {"$ref": "#/components/parameters/IntercomPage"}, {"$ref": "#/components/parameters/IntercomPerPage"}
                ],
                "responses": {
                  "200": {
                    "description": "A page of apartments",
                    "content": {"application/json": {"schema": {
                      "type": "object", "required": ["data", "links", "meta"], "additionalProperties": false,
                      "properties": {
                        "data": {
                          "type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/IntercomFlat"}
                        },
                        "links": {"$ref": "#/components/schemas/IntercomPageLinks"},
                        "meta": {"$ref": "#/components/schemas/IntercomPageMeta"}
                      }
                    }}},
                    "links": {
                      "firstFlat": {
                        "operationId": "getFlat",
                        "parameters": {"intercom": "$request.path.intercom", "flat": "$response.body#/data/0/id"}
                      },
                      "addKeys": {
                        "operationId": "addKeys", "parameters": {"intercom": "$request.path.intercom"},
                        "requestBody": {"flat": "$response.body#/data/0/flat", "keys": ["04A2B3C4D7"]}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              }
            },
            "/api/admin/v1/intercoms/{intercom}/flats/{flat}": {
              "parameters": [
                {"$ref": "#/components/parameters/IntercomID"},
                {
                  "name": "flat", "in": "path", "required": true,
                  "description": "The apartment's id, which is not its number",
                  "schema": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]}
                }
              ],
              "get": {
                "tags": ["flats"], "operationId": "getFlat", "summary": "One apartment with its keys and users",
                "description": "Needs the permission `intercom-view`.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {
                    "description": "The apartment",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomFlatDetails"}}}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              }
            }
          },
          "components": {
            "schemas": {
              "IntercomFlat": {
                "type": "object", "additionalProperties": false,
                "required": ["id", "flat", "key_count", "users_count", "intercom_id", "properties"],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "flat": {"$ref": "#/components/schemas/IntercomFlatLabel"},
                  "key_count": {"type": "integer", "minimum": 0},
                  "users_count": {"type": "integer", "minimum": 0},
                  "intercom_id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "properties": {"$ref": "#/components/schemas/IntercomFlatProperties"}
                }
              },
              "IntercomFlatDetails": {
                "type": "object", "additionalProperties": false,
                "required": ["id", "flat", "key_count", "users_count", "intercom_id", "properties", "keys", "users"],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "flat": {"$ref": "#/components/schemas/IntercomFlatLabel"},
                  "key_count": {"type": "integer", "minimum": 0},
                  "users_count": {"type": "integer", "minimum": 0},
                  "intercom_id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "properties": {"$ref": "#/components/schemas/IntercomFlatProperties"},
                  "keys": {"type": "array", "items": {"$ref": "#/components/schemas/IntercomKey"}},
                  "users": {"type": "array", "items": {"$ref": "#/components/schemas/IntercomTenant"}}
                }
              },
              "IntercomFlatLabel": {
                "type": "string", "minLength": 1, "maxLength": 50,
                "description": "The number, or the label where the intercom has no range", "examples": ["12"]
              },
              "IntercomFlatProperties": {
                "type": "object", "additionalProperties": false,
                "required": ["number", "landline_number", "sip_number"],
                "properties": {
                  "number": {"$ref": "#/components/schemas/IntercomFlatLabel"},
                  "landline_number": {"type": ["string", "null"], "pattern": "^[0-9]{1,15}$", "examples": ["101"]},
                  "sip_number": {"type": ["string", "null"], "maxLength": 100}
                }
              },
              "IntercomTenant": {
                "type": "object", "additionalProperties": false,
                "description": "A user of the apartment. A flag that nobody set shows the intercom's setting",
                "required": [
                  "id", "name", "login", "expired_at", "is_restricted_live", "is_restricted_archive",
                  "is_open_door_key", "is_open_door_code", "is_open_door_face", "is_open_door_app", "created_at",
                  "updated_at"
                ],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "name": {"type": ["string", "null"], "examples": ["Anna Example"]},
                  "login": {"$ref": "#/components/schemas/IntercomLogin"},
                  "expired_at": {"type": ["string", "null"], "format": "date-time"},
                  "is_restricted_live": {"type": "boolean"},
                  "is_restricted_archive": {"type": "boolean"},
                  "is_open_door_key": {"type": "boolean"},
                  "is_open_door_code": {"type": "boolean"},
                  "is_open_door_face": {"type": "boolean"},
                  "is_open_door_app": {"type": "boolean"},
                  "created_at": {"$ref": "#/components/schemas/IntercomInstant"},
                  "updated_at": {"$ref": "#/components/schemas/IntercomInstant"}
                }
              },
              "IntercomLogin": {
                "type": "string", "description": "An e-mail address in lower case, or a phone number (E.164)",
                "anyOf": [{"pattern": "^\\+[1-9][0-9]{7,14}$"}, {"pattern": "^[^@]+@[^@]+$", "maxLength": 254}],
                "examples": ["anna@example.com", "+4520123456"]
              }
            }
          }
        }
        """#)
}
