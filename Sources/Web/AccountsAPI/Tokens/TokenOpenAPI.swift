import HTTPSupport

extension OpenAPIFragment {
    static let tokens = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "programs", "description": "Tokens for programs that act for users (OAuth 2.0)."}],
          "paths": {
            "/oauth/token": {"post": {
              "tags": ["programs"], "operationId": "issueTokens", "security": [],
              "summary": "Tokens for a code or for a refresh token",
              "description": "A refresh token dies on use; when it comes again, all tokens of its family end. A program shows its secret in the body or by HTTP Basic; a public one shows the verifier of its challenge (PKCE, S256).",
              "requestBody": {"required": true, "content": {
                "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/TokenRequest"}},
                "multipart/form-data": {"schema": {"$ref": "#/components/schemas/TokenRequest"}},
                "application/json": {"schema": {"$ref": "#/components/schemas/TokenRequest"}}
              }},
              "responses": {
                "200": {"description": "A new pair", "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/Tokens"}}}},
                "400": {"$ref": "#/components/responses/OAuthInvalid"},
                "401": {"$ref": "#/components/responses/OAuthRefused"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "413": {"$ref": "#/components/responses/OAuthInvalid"},
                "500": {"$ref": "#/components/responses/OAuthFault"},
                "503": {"$ref": "#/components/responses/OAuthFault"}
              }
            }},
            "/oauth/revoke": {"post": {
              "tags": ["programs"], "operationId": "revokeToken", "security": [],
              "summary": "Ends a token at once, a refresh token with its family (RFC 7009)",
              "requestBody": {"$ref": "#/components/requestBodies/OneToken"},
              "responses": {
                "200": {"description": "The token opens nothing, whatever it was", "content": {"application/json": {
                  "schema": {"type": "object", "additionalProperties": false}}}},
                "400": {"$ref": "#/components/responses/OAuthInvalid"},
                "401": {"$ref": "#/components/responses/OAuthRefused"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/OAuthFault"},
                "503": {"$ref": "#/components/responses/OAuthFault"}
              }
            }},
            "/oauth/introspect": {"post": {
              "tags": ["programs"], "operationId": "introspectToken", "security": [],
              "summary": "What an access token is (RFC 7662)",
              "requestBody": {"$ref": "#/components/requestBodies/OneToken"},
              "responses": {
                "200": {"description": "What it is; of one that is not the program's own, only that it is not in force",
                  "content": {"application/json": {"schema": {
                    "type": "object", "required": ["active"],
                    "properties": {
                      "active": {"type": "boolean"}, "scope": {"type": "string"}, "client_id": {"type": "string"},
                      "token_type": {"const": "Bearer"}, "exp": {"type": "integer"}, "iat": {"type": "integer"},
                      "sub": {"type": "string"}, "iss": {"type": "string"}, "jti": {"type": "string"}
                    }
                  }}}},
                "400": {"$ref": "#/components/responses/OAuthInvalid"},
                "401": {"$ref": "#/components/responses/OAuthRefused"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/OAuthFault"},
                "503": {"$ref": "#/components/responses/OAuthFault"}
              }
            }}
          },
          "components": {
            "requestBodies": {"OneToken": {"required": true, "content": {"application/x-www-form-urlencoded": {"schema": {
              "type": "object", "required": ["token"],
              "properties": {
                "token": {"type": "string"}, "client_id": {"type": "string"}, "client_secret": {"type": "string"}
              }
            }}}}},
            "schemas": {
              "TokenRequest": {
                "type": "object", "required": ["grant_type"],
                "properties": {
                  "grant_type": {"enum": ["authorization_code", "refresh_token"]},
                  "client_id": {"type": "string"}, "client_secret": {"type": "string"},
                  "code": {"type": "string"}, "code_verifier": {"type": "string"},
                  "redirect_uri": {"type": "string", "description": "As it was sent for the code"},
                  "refresh_token": {"type": "string"}
                }
              },
              "Tokens": {
                "type": "object", "additionalProperties": false,
                "required": ["access_token", "token_type", "expires_in", "refresh_token", "scope", "created_at"],
                "properties": {
                  "access_token": {"type": "string", "description": "A JWT, signed by RS256"},
                  "token_type": {"const": "bearer"},
                  "expires_in": {"type": "integer", "description": "Seconds"},
                  "refresh_token": {"type": "string", "description": "Good until it is used or revoked"},
                  "scope": {"type": "string"},
                  "created_at": {"type": "integer", "description": "Seconds since 1970"},
                  "id_token": {"type": "string", "description": "For a code that was asked for with the scope openid"}
                }
              },
              "OAuthFailure": {
                "type": "object", "additionalProperties": false, "required": ["error", "error_description"],
                "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}}
              }
            },
            "responses": {
              "OAuthInvalid": {"description": "The request is none", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/OAuthFailure"}}}},
              "OAuthRefused": {
                "description": "The program is not who it says (`invalid_client`), or what it shows is not good any more (`invalid_grant`)",
                "headers": {"WWW-Authenticate": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OAuthFailure"}}}
              },
              "OAuthMethodNotAllowed": {
                "description": "The path does not take this method",
                "headers": {"Allow": {"required": true, "schema": {"type": "string", "examples": ["POST"]}}}
              },
              "OAuthFault": {"description": "A fault of the server's, or too much to do", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/OAuthFailure"}}}}
            }
          }
        }
        """#)
}
