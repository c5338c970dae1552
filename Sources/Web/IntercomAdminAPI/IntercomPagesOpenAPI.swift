import HTTPSupport

extension OpenAPIFragment {
    /// How lists are asked for page by page, and how they tell of their other pages.
    static let pages = OpenAPIFragment(
        #"""
        {
          "components": {
            "parameters": {
              "IntercomPage": {
                "name": "page", "in": "query", "description": "From 1; what is no such number counts as 1",
                "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647, "default": 1}
              },
              "IntercomPerPage": {
                "name": "per_page", "in": "query",
                "description": "Items a page, 1 to 100; numbers beyond are brought into that range",
                "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 25}
              }
            },
            "schemas": {
              "IntercomPageLinks": {
                "type": "object", "additionalProperties": false, "required": ["first", "last", "prev", "next"],
                "properties": {
                  "first": {"type": "string", "format": "uri"}, "last": {"type": "string", "format": "uri"},
                  "prev": {"type": ["string", "null"], "format": "uri"},
                  "next": {"type": ["string", "null"], "format": "uri"}
                }
              },
              "IntercomPageMeta": {
                "type": "object", "additionalProperties": false,
                "required": ["current_page", "from", "last_page", "links", "path", "per_page", "to", "total"],
                "properties": {
                  "current_page": {"type": "integer", "minimum": 1},
                  "from": {"type": ["integer", "null"], "minimum": 1, "description": "Null on an empty page"},
                  "last_page": {"type": "integer", "minimum": 1},
                  "links": {
                    "type": "array", "description": "Previous, the pages around this one, next",
                    "items": {
                      "type": "object", "additionalProperties": false, "required": ["url", "label", "active"],
                      "properties": {
                        "url": {"type": ["string", "null"], "format": "uri"},
                        "label": {"type": "string", "examples": ["&laquo; Previous", "1"]},
                        "active": {"type": "boolean"}
                      }
                    }
                  },
                  "path": {"type": "string", "format": "uri"},
                  "per_page": {"type": "integer", "minimum": 1, "maximum": 100},
                  "to": {"type": ["integer", "null"], "minimum": 1},
                  "total": {"type": "integer", "minimum": 0}
                }
              }
            }
          }
        }
        """#)
}
