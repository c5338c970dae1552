import HTTPSupport

extension OpenAPIFragment {
    /// The pages that a person sees on the way of a program; their forms belong to them alone.
    static let signInPages = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "accounts", "description": "Signing in, and one's own password."}],
          "paths": {
            "/oauth/authorize": {"get": {
              "tags": ["accounts"], "operationId": "authorize", "security": [],
              "summary": "Asks a person whether a program may act for them",
              "parameters": [
                {"name": "client_id", "in": "query", "required": true, "schema": {"type": "string"}},
                {"name": "response_type", "in": "query", "required": true, "schema": {"const": "code"}},
                {"name": "redirect_uri", "in": "query", "schema": {"type": "string"},
                  "description": "One of the program's; it may be left out where there is one alone. `urn:ietf:wg:oauth:2.0:oob` shows the code on a page"},
                {"name": "scope", "in": "query", "schema": {"type": "string", "default": "public"},
                  "description": "`public`, `openid`, `profile`"},
                {"name": "state", "in": "query", "schema": {"type": "string"}},
                {"name": "nonce", "in": "query", "schema": {"type": "string"}},
                {"name": "prompt", "in": "query", "schema": {"type": "string"}, "description": "`login`, `select_account`: sign in anew; `consent`; `none`: show no page, answer `login_required` or `consent_required`"},
                {"name": "max_age", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 4294967295},
                  "description": "Seconds ago that the person may have signed in at most; else they sign in anew"},
                {"name": "code_challenge", "in": "query", "schema": {"type": "string"},
                  "description": "Required of public programs (RFC 7636)"},
                {"name": "code_challenge_method", "in": "query", "schema": {"const": "S256"}}
              ],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "303": {"description": "To the sign-in, or back to the program with `error`, `error_description`, `state` and `iss`; after a yes with `code`, `state` and `iss`",
                  "headers": {"Location": {"required": true, "schema": {"type": "string"}}}},
                "401": {"$ref": "#/components/responses/Page"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/Page"},
                "503": {"$ref": "#/components/responses/Page"}
              }
            }, "post": {
              "tags": ["accounts"], "operationId": "decideAuthorization", "security": [], "summary": "The person says yes or no",
              "description": "Takes the form of the page, with the code and the cookies that came with it.",
              "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
                "type": "object", "properties": {"form_token": {"type": "string"}, "request": {"type": "string"}, "decision": {"type": "string"}}
              }}}},
              "responses": {
                "303": {"description": "On to the next page, or back to the program",
                  "headers": {"Location": {"required": true, "schema": {"type": "string"}}}},
                "200": {"$ref": "#/components/responses/Page"},
                "401": {"$ref": "#/components/responses/Page"},
                "403": {"$ref": "#/components/responses/Page"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "413": {"$ref": "#/components/responses/Page"},
                "422": {"$ref": "#/components/responses/Page"},
                "500": {"$ref": "#/components/responses/Page"},
                "503": {"$ref": "#/components/responses/Page"}
              }
            }},
            "/login": {"get": {
              "tags": ["accounts"], "operationId": "showSignIn", "security": [], "summary": "The page to sign in",
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/Page"},
                "503": {"$ref": "#/components/responses/Page"}
              }
            }, "post": {
              "tags": ["accounts"], "operationId": "submitSignIn", "security": [], "summary": "Signs a browser in",
              "description": "Takes the form of the page, with the code and the cookies that came with it.",
              "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
                "type": "object", "properties": {"form_token": {"type": "string"}, "login": {"type": "string"}, "password": {"type": "string"}, "continue": {"type": "string"}}
              }}}},
              "responses": {
                "303": {"description": "On to the next page, or back to the program",
                  "headers": {"Location": {"required": true, "schema": {"type": "string"}}}},
                "429": {"$ref": "#/components/responses/Page"},
                "403": {"$ref": "#/components/responses/Page"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "413": {"$ref": "#/components/responses/Page"},
                "422": {"$ref": "#/components/responses/Page"},
                "500": {"$ref": "#/components/responses/Page"},
                "503": {"$ref": "#/components/responses/Page"}
              }
            }},
            "/logout": {"get": {
              "tags": ["accounts"], "operationId": "showSignOut", "security": [], "summary": "The page to sign out",
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "303": {"description": "To the sign-in, where nobody is signed in",
                  "headers": {"Location": {"required": true, "schema": {"type": "string"}}}},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/Page"},
                "503": {"$ref": "#/components/responses/Page"}
              }
            }, "post": {
              "tags": ["accounts"], "operationId": "signOutOfBrowser", "security": [], "summary": "Signs a browser out",
              "description": "Takes the form of the page, with the code and the cookies that came with it.",
              "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
                "type": "object", "properties": {"form_token": {"type": "string"}}
              }}}},
              "responses": {
                "303": {"description": "On to the next page, or back to the program",
                  "headers": {"Location": {"required": true, "schema": {"type": "string"}}}},
                "403": {"$ref": "#/components/responses/Page"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "413": {"$ref": "#/components/responses/Page"},
                "422": {"$ref": "#/components/responses/Page"},
                "500": {"$ref": "#/components/responses/Page"},
                "503": {"$ref": "#/components/responses/Page"}
              }
            }}
          },
          "components": {"responses": {"Page": {
            "description": "A page for a person", "content": {"text/html": {"schema": {"type": "string"}}}
          }}}
        }
        """#)
}
