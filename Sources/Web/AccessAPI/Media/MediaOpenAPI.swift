import HTTPSupport

extension MediaEndpoint {
    static let openAPI = OpenAPIFragment(
        ##"""
        {
          "tags": [{"name": "media", "description": "Pictures and recordings, by links that answers of /v3 and webhooks tell."}],
          "paths": {
            "/public/media/{kind}/{owner}/{version}": {"get": {
              "tags": ["media"], "operationId": "getMedium", "summary": "A picture or a recording",
              "parameters": [
                {"name": "kind", "in": "path", "required": true,
                  "schema": {"enum": ["calls", "panel_logos", "mobile_logos", "avatars", "recordings"]}},
                {"name": "owner", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1}},
                {"name": "version", "in": "path", "required": true, "schema": {"type": "string", "pattern": "^[0-9a-f]{16}$"}},
                {"name": "expires", "in": "query", "required": true, "schema": {"type": "integer"}},
                {"name": "signature", "in": "query", "required": true, "schema": {"type": "string"}},
                {"name": "w", "in": "query", "description": "Of a picture: pixels at most; not part of what is signed",
                  "schema": {"enum": [64, 128, 256, 512, 1024]}}],
              "responses": {
                "200": {"description": "All of it", "content": {"*/*": {}}},
                "206": {"description": "The part of it that was asked for", "content": {"*/*": {}}},
                "304": {"description": "It is as the sender has it"},
                "400": {"$ref": "#/components/responses/AccessMalformed"},
                "401": {"$ref": "#/components/responses/AccessUnauthenticated"},
                "404": {"$ref": "#/components/responses/AccessUnknown"},
                "412": {"description": "It is not as the sender has it"},
                "416": {"description": "It has no such part"}}}}
          }
        }
        """##)
}
