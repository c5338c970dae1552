import HTTPSupport

extension OpenAPIFragment {
    /// `/intercoms/{intercom}/keys`: the RFID keys, one by one.
    static let keys = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "keys", "description": "RFID keys"}],
          "paths": {
            "/api/admin/v1/intercoms/{intercom}/keys": {
              "parameters": [{"$ref": "#/components/parameters/IntercomID"}],
              "get": {
                "tags": ["keys"], "operationId": "listKeys", "summary": "An intercom's keys",
                "description": "Needs the permission `intercom-view`.",
                "security": [{"bearer": []}],
                "parameters": [
                  {
                    "name": "search", "in": "query", "description": "Part of a code; case does not matter",
                    "schema": {"type": "string"}, "example": "04A2"
                  },
                  {
                    "name": "sort", "in": "query",
                    "schema": {"enum": ["id", "key", "flat", "created_at", "updated_at"], "default": "id"}
                  },
                  {"name": "dir", "in": "query", "schema": {"enum": ["asc", "desc"], "default": "asc"}},
                  {
                    "name": "from", "in": "query", "description": "Not created before this date, or date and time",
                    "schema": {"$ref": "#/components/schemas/IntercomDate"},
                    "example": "2026-01-31"
                  },
                  {
                    "name": "to", "in": "query", "description": "Not created after; a date alone is the whole day",
                    "schema": {"$ref": "#/components/schemas/IntercomDate"},
                    "example": "2026-12-31T23:59:59Z"
                  },
                  {
                    "name": "user_id", "in": "query", "description": "Keys that this user carries",
                    "schema": {"type": "integer", "format": "int64", "minimum": 0}
                  },
                  {
                    "name": "intercom_flat_id", "in": "query", "description": "Keys of the apartment with this id",
                    "schema": {"type": "integer", "format": "int64", "minimum": 0}
                  },
                  {
                    "name": "unbound_users", "in": "query",
                    "description": "`1` or `true`: only keys that nobody is known to carry; anything else counts as no",
                    "schema": {"type": "string", "examples": ["1", "true"]}
                  },
                  {
                    "name": "unbound_flats", "in": "query",
                    "description": "The same for keys without an apartment; there are none, since each belongs to one",
                    "schema": {"type": "string", "examples": ["1", "true"]}
                  },
                  {"$ref": "#/components/parameters/IntercomPage"}, {"$ref": "#/components/parameters/IntercomPerPage"}
                ],
                "responses": {
                  "200": {
                    "description": "A page of keys",
                    "content": {"application/json": {"schema": {
                      "type": "object", "required": ["data", "links", "meta"], "additionalProperties": false,
                      "properties": {
                        "data": {
                          "type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/IntercomKey"}
                        },
                        "links": {"$ref": "#/components/schemas/IntercomPageLinks"},
                        "meta": {"$ref": "#/components/schemas/IntercomPageMeta"}
                      }
                    }}},
                    "links": {
                      "moveKey": {
                        "operationId": "moveKey",
                        "parameters": {"intercom": "$request.path.intercom", "key": "$response.body#/data/0/id"},
                        "requestBody": {"flat": "$response.body#/data/0/flat"}
                      },
                      "deleteKey": {
                        "operationId": "deleteKey",
                        "parameters": {"intercom": "$request.path.intercom", "key": "$response.body#/data/0/id"}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "422": {"$ref": "#/components/responses/IntercomInvalid"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              },
              "post": {
                "tags": ["keys"], "operationId": "addKeys", "summary": "Adds keys to an apartment, all or none",
                "description": "Needs the permission `intercom-update`. Keys that the apartment has already stay.",
                "security": [{"bearer": []}],
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {
                    "schema": {
                      "type": "object", "required": ["flat", "keys"],
                      "properties": {
                        "flat": {"$ref": "#/components/schemas/IntercomFlatWish"},
                        "keys": {
                          "type": "array", "minItems": 1, "maxItems": 100,
                          "items": {"$ref": "#/components/schemas/IntercomKeyWish"}
                        }
                      }
                    },
                    "example": {"flat": "12", "keys": ["04A2B3C4D7", "04A2B3C4D8"]}
                  }}
                },
                "responses": {
                  "200": {
                    "description": "The keys, in the order in which they were sent",
                    "content": {"application/json": {"schema": {
                      "type": "object", "required": ["data"], "additionalProperties": false,
                      "properties": {"data": {
                        "type": "array", "minItems": 1, "maxItems": 100,
                        "items": {"$ref": "#/components/schemas/IntercomKey"}
                      }}
                    }}},
                    "links": {
                      "moveKey": {
                        "operationId": "moveKey",
                        "parameters": {"intercom": "$request.path.intercom", "key": "$response.body#/data/0/id"}
                      },
                      "deleteKey": {
                        "operationId": "deleteKey",
                        "parameters": {"intercom": "$request.path.intercom", "key": "$response.body#/data/0/id"}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "413": {"$ref": "#/components/responses/IntercomTooLarge"},
                  "422": {"$ref": "#/components/responses/IntercomInvalid"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            },
            "/api/admin/v1/intercoms/{intercom}/keys/{key}": {
              "parameters": [
                {"$ref": "#/components/parameters/IntercomID"},
                {
                  "name": "key", "in": "path", "required": true, "description": "The key's id, which is not its code",
                  "schema": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]}
                }
              ],
              "patch": {
                "tags": ["keys"], "operationId": "moveKey", "summary": "Moves a key to another apartment",
                "description": "Needs the permission `intercom-update`. Whoever carried it carries it no more.",
                "security": [{"bearer": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/IntercomKeyMove"}, "example": {"flat": "14"}
                    },
                    "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/IntercomKeyMove"}}
                  }
                },
                "responses": {
                  "200": {
                    "description": "The key as it is now",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomKey"}}}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "413": {"$ref": "#/components/responses/IntercomTooLarge"},
                  "422": {"$ref": "#/components/responses/IntercomInvalid"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              },
              "delete": {
                "tags": ["keys"], "operationId": "deleteKey", "summary": "Takes a key out of the intercom",
                "description": "Needs the permission `intercom-update`.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {
                    "description": "The key opens nothing here any more",
                    "content": {"application/json": {"schema": {
                      "type": "object", "required": ["success"], "additionalProperties": false,
                      "properties": {"success": {"const": true}}
                    }}}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            }
          }
        }
        """#)
}
