import HTTPSupport

extension OpenAPIFragment {
    /// `/intercoms`: the list, one intercom, and its settings.
    static let intercoms = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "intercoms", "description": "Intercoms and their settings"}],
          "paths": {
            "/api/admin/v1/intercoms": {
              "get": {
                "tags": ["intercoms"], "operationId": "listIntercoms", "summary": "The organization's intercoms",
                "description": "Needs the permission `intercom-view`. Ordered by id.",
                "security": [{"bearer": []}],
                "parameters": [
                  {"$ref": "#/components/parameters/IntercomPage"}, {"$ref": "#/components/parameters/IntercomPerPage"}
                ],
                "responses": {
                  "200": {
                    "description": "A page of intercoms",
                    "content": {"application/json": {"schema": {
                      "type": "object", "required": ["data", "links", "meta"], "additionalProperties": false,
                      "properties": {
                        "data": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/Intercom"}},
                        "links": {"$ref": "#/components/schemas/IntercomPageLinks"},
                        "meta": {"$ref": "#/components/schemas/IntercomPageMeta"}
                      }
                    }}},
                    "links": {"firstIntercom": {
                      "operationId": "getIntercom", "parameters": {"intercom": "$response.body#/data/0/id"}
                    }}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              }
            },
            "/api/admin/v1/intercoms/{intercom}": {
              "parameters": [{"$ref": "#/components/parameters/IntercomID"}],
              "get": {
                "tags": ["intercoms"], "operationId": "getIntercom", "summary": "One intercom",
                "description": "Needs the permission `intercom-view`.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {
                    "description": "The intercom",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Intercom"}}}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              },
              "patch": {
                "tags": ["intercoms"], "operationId": "updateIntercom", "summary": "Changes an intercom's settings",
                "description": "Needs the permission `intercom-update`. What is not sent stays as it is.",
                "security": [{"bearer": []}],
                "requestBody": {
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/IntercomWish"},
                      "examples": {
                        "rename": {"value": {"title": "Main gate", "address": "1 Park Row"}},
                        "range": {"value": {"flat_from": 1, "flat_to": 400}},
                        "labels": {"value": {"flat_from": null, "flat_to": null}},
                        "settings": {"value": {"is_restricted_archive": true, "is_open_door_app": false}}
                      }
                    },
                    "application/x-www-form-urlencoded": {
                      "schema": {"$ref": "#/components/schemas/IntercomFormWish"}
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "The intercom as it is now",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Intercom"}}}
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
            }
          },
          "components": {
            "parameters": {
              "IntercomID": {
                "name": "intercom", "in": "path", "required": true, "description": "The intercom's id",
                "schema": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]}
              }
            },
            "schemas": {
              "Intercom": {
                "type": "object", "additionalProperties": false,
                "required": [
                  "id", "title", "address", "building_id", "flat_from", "flat_to", "is_restricted_live",
                  "is_restricted_archive", "is_open_door_key", "is_open_door_code", "is_open_door_face",
                  "is_open_door_app", "key_count", "flats_count", "users_count", "created_at", "updated_at"
                ],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "title": {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["Main gate"]},
                  "address": {"type": "string", "maxLength": 500, "examples": ["1 Park Row"]},
                  "building_id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "flat_from": {
                    "type": ["integer", "null"], "minimum": 0, "maximum": 999999999,
                    "description": "The lowest apartment number; null where apartments have labels"
                  },
                  "flat_to": {"type": ["integer", "null"], "minimum": 0, "maximum": 999999999},
                  "is_restricted_live": {"type": "boolean", "description": "Whether watching live video is forbidden"},
                  "is_restricted_archive": {"type": "boolean", "description": "The same for the archive"},
                  "is_open_door_key": {"type": "boolean", "description": "Whether an RFID key opens the door"},
                  "is_open_door_code": {"type": "boolean"},
                  "is_open_door_face": {"type": "boolean"},
                  "is_open_door_app": {"type": "boolean"},
                  "key_count": {"type": "integer", "minimum": 0},
                  "flats_count": {"type": "integer", "minimum": 0},
                  "users_count": {"type": "integer", "minimum": 0, "description": "Ties of users to apartments"},
                  "created_at": {"$ref": "#/components/schemas/IntercomInstant"},
                  "updated_at": {"$ref": "#/components/schemas/IntercomInstant"}
                }
              },
              "IntercomWish": {
                "type": "object",
                "properties": {
                  "title": {"$ref": "#/components/schemas/IntercomTitle"},
                  "address": {"$ref": "#/components/schemas/IntercomAddress"},
                  "flat_from": {
                    "description": "The lowest apartment number, not above `flat_to`; both ends null: labels",
                    "anyOf": [
                      {"type": ["integer", "null"], "minimum": 0, "maximum": 999999999},
                      {"$ref": "#/components/schemas/IntercomDigits"}
                    ]
                  },
                  "flat_to": {
                    "anyOf": [
                      {"type": ["integer", "null"], "minimum": 0, "maximum": 999999999},
                      {"$ref": "#/components/schemas/IntercomDigits"}
                    ]
                  },
                  "is_restricted_live": {"$ref": "#/components/schemas/IntercomFlag"},
                  "is_restricted_archive": {"$ref": "#/components/schemas/IntercomFlag"},
                  "is_open_door_key": {"$ref": "#/components/schemas/IntercomFlag"},
                  "is_open_door_code": {"$ref": "#/components/schemas/IntercomFlag"},
                  "is_open_door_face": {"$ref": "#/components/schemas/IntercomFlag"},
                  "is_open_door_app": {"$ref": "#/components/schemas/IntercomFlag"}
                }
              },
              "IntercomFormWish": {
                "type": "object",
                "properties": {
                  "title": {"$ref": "#/components/schemas/IntercomTitle"},
                  "address": {"$ref": "#/components/schemas/IntercomAddress"},
                  "flat_from": {"$ref": "#/components/schemas/IntercomDigits"},
                  "flat_to": {"$ref": "#/components/schemas/IntercomDigits"},
                  "is_restricted_live": {"$ref": "#/components/schemas/IntercomFormFlag"},
                  "is_restricted_archive": {"$ref": "#/components/schemas/IntercomFormFlag"},
                  "is_open_door_key": {"$ref": "#/components/schemas/IntercomFormFlag"},
                  "is_open_door_code": {"$ref": "#/components/schemas/IntercomFormFlag"},
                  "is_open_door_face": {"$ref": "#/components/schemas/IntercomFormFlag"},
                  "is_open_door_app": {"$ref": "#/components/schemas/IntercomFormFlag"}
                }
              },
              "IntercomTitle": {
                "type": "string", "minLength": 1, "maxLength": 200,
                "description": "Printable characters, at least one of them no white space",
                "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F]+$", "not": {"pattern": "^\\s*$"}
              },
              "IntercomAddress": {
                "type": "string", "maxLength": 500, "description": "Printable characters",
                "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F]*$"
              },
              "IntercomDigits": {"type": "string", "pattern": "^[0-9]{1,9}$", "examples": ["400"]},
              "IntercomFlag": {"anyOf": [{"type": "boolean"}, {"enum": [0, 1, "0", "1", "false", "true"]}]},
              "IntercomFormFlag": {"enum": ["0", "1", "false", "true"]}
            }
          }
        }
        """#)
}
