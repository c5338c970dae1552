import HTTPSupport

extension OpenAPIFragment {
    static let signIn = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "sign-in", "description": "A session for a user name and a password."}],
          "paths": {
            "/auth/login": {"post": {
              "tags": ["sign-in"], "operationId": "signIn", "summary": "Sign in",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {
                "type": "object", "required": ["username", "password"],
                "properties": {"username": {"type": "string"}, "password": {"type": "string"}}
              }}}},
              "responses": {
                "200": {"description": "A token, and whose it is", "content": {"application/json": {"schema": {
                  "allOf": [{"$ref": "#/components/schemas/Session"}], "required": ["token"],
                  "properties": {"token": {"type": "string"}}
                }}}},
                "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                "422": {"$ref": "#/components/responses/DocumentInvalid"},
                "429": {"$ref": "#/components/responses/DocumentUnavailable"},
                "500": {"$ref": "#/components/responses/DocumentFault"},
                "503": {"$ref": "#/components/responses/DocumentUnavailable"}
              }
            }},
            "/auth/validateToken": {"get": {
              "tags": ["sign-in"], "operationId": "validateToken", "summary": "Whether a token is in force",
              "security": [{"bearer": []}, {"queryToken": []}],
              "responses": {
                "200": {"description": "It is",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Session"}}}},
                "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/DocumentFault"},
                "503": {"$ref": "#/components/responses/DocumentUnavailable"}
              }
            }}
          },
          "components": {"schemas": {"Session": {
            "type": "object", "required": ["expiresInMinutes", "employee", "customer", "accessLevel"],
            "properties": {
              "expiresInMinutes": {"type": "integer", "description": "How long a session lasts from its start"},
              "employee": {"$ref": "#/components/schemas/ObjectID"},
              "customer": {"$ref": "#/components/schemas/ObjectID"},
              "accessLevel": {"enum": [
                "PERSONAL", "VIEWER", "MANAGER", "OWNER", "RESELLER", "RESELLER_ADMIN", "ADMIN"]}
            }
          }}}
        }
        """#)
}
