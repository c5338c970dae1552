import HTTPSupport

extension OpenAPIFragment {
    /// What all calls of `/v3` share.
    static let accessAnswers = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "access",
            "description": "Doors, those who live behind them, and those who administer them"}],
          "paths": {
            "/api/mobile/regions": {"get": {
              "tags": ["access"], "operationId": "listRegions", "summary": "Lists what an app may choose from",
              "responses": {"200": {"description": "This installation", "content": {"application/json": {"schema": {
                "type": "object", "required": ["regions"],
                "properties": {"regions": {"type": "array", "items": {"type": "string"}}}}}}}}}}
          },
          "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": {
              "AccessMoment": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
              "AccessPageLinks": {"type": "object", "required": ["self", "first", "prev", "next", "last"],
                "additionalProperties": {"type": ["string", "null"]}},
              "AccessToOne": {"type": "object", "required": ["data"], "properties": {"data": {"type": "object",
                "required": ["id", "type"], "properties": {"id": {"type": "string"}, "type": {"type": "string"}}}}},
              "AccessWebhookConfiguration": {"type": "object", "required": ["url"], "properties": {
                "url": {"type": "string", "pattern": "^https?://[a-z0-9.]{1,50}/[a-z0-9/]{0,50}$"},
                "method": {"enum": ["get", "post"]}}},
              "AccessErrors": {"type": "object", "required": ["errors"], "properties": {"errors": {"type": "array",
                "minItems": 1, "items": {"type": "object", "required": ["status", "detail"], "properties": {
                  "status": {"type": "string"}, "title": {"type": "string"}, "detail": {"type": "string"},
                  "source": {"type": "object"}}}}}}
            },
            "parameters": {
              "AccessPageNumber": {"name": "page[number]", "in": "query", "description": "From 1",
                "schema": {"type": "integer", "minimum": 1}},
              "AccessPageSize": {"name": "page[size]", "in": "query", "description": "More than 100 is 100",
                "schema": {"type": "integer", "minimum": 1, "default": 20}},
              "AccessPageAfter": {"name": "page[after]", "in": "query",
                "description": "Empty at first, then what links.next has; it goes by ids, without another order",
                "schema": {"type": "string"}}
            },
            "responses": {
              "AccessMalformed": {"description": "No request of this interface: JSON, a page, an order or an inclusion",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessUnauthenticated": {"description": "No token, or not any more",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessForbidden": {"description": "The caller's roles do not allow it",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessUnknown": {"description": "Not there, or not for the caller",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessConflict": {"description": "The type or id is another, or the state does not allow it",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessTooLarge": {"description": "More bytes than are taken",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessInvalid": {"description": "Some fields are wrong",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}},
              "AccessTooMany": {"description": "Too often; Retry-After says when again",
                "content": {"application/vnd.api+json": {"schema": {"$ref": "#/components/schemas/AccessErrors"}}}}
            }
          }
        }
        """#)
}
