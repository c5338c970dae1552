import HTTPSupport

extension OpenAPIFragment {
    /// A key as it is shown, and as it is asked for.
    static let keySchemas = OpenAPIFragment(
        #"""
        {
          "components": {
            "schemas": {
              "IntercomKey": {
                "type": "object", "additionalProperties": false,
                "required": [
                  "id", "key", "intercom_id", "intercom_flat_id", "flat", "user", "created_at", "updated_at"
                ],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "key": {
                    "type": "string", "pattern": "^[0-9A-F]{14}$", "description": "The code, padded to 14 hex digits",
                    "examples": ["000004A2B3C4D5"]
                  },
                  "intercom_id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "intercom_flat_id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "flat": {"$ref": "#/components/schemas/IntercomFlatLabel"},
                  "user": {
                    "description": "Who carries the key; null where that is not known",
                    "anyOf": [{"$ref": "#/components/schemas/IntercomKeyHolder"}, {"type": "null"}]
                  },
                  "created_at": {"$ref": "#/components/schemas/IntercomInstant"},
                  "updated_at": {"$ref": "#/components/schemas/IntercomInstant"}
                }
              },
              "IntercomKeyHolder": {
                "type": "object", "additionalProperties": false, "required": ["id", "name", "login"],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "name": {"type": ["string", "null"]},
                  "login": {"$ref": "#/components/schemas/IntercomLogin"}
                }
              },
              "IntercomDate": {
                "type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}],
                "examples": ["2026-01-31", "2026-01-31T12:00:00Z"]
              },
              "IntercomKeyMove": {
                "type": "object", "required": ["flat"],
                "properties": {"flat": {"$ref": "#/components/schemas/IntercomFlatWish"}}
              },
              "IntercomFlatWish": {
                "type": ["string", "integer"], "minLength": 1, "minimum": 0,
                "description": "The apartment's number or label, not its id", "examples": ["12", 12]
              },
              "IntercomKeyWish": {
                "description": "8 to 14 hex digits; digits alone may be a number",
                "anyOf": [
                  {"type": "string", "pattern": "^[0-9A-Fa-f]{8,14}$"},
                  {"type": "integer", "minimum": 10000000, "maximum": 99999999999999}
                ],
                "examples": ["04A2B3C4D5"]
              }
            }
          }
        }
        """#)
}
