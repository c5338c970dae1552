import HTTPSupport

extension OpenAPIFragment {
    static let discovery = OpenAPIFragment(
        #"""
        {
          "paths": {
            "/.well-known/openid-configuration": {"get": {
              "tags": ["programs"], "operationId": "getOpenIDConfiguration", "security": [],
              "summary": "Where everything is (OpenID Connect Discovery 1.0)",
              "responses": {
                "200": {"$ref": "#/components/responses/ServerMetadata"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"}
              }
            }},
            "/.well-known/oauth-authorization-server": {"get": {
              "tags": ["programs"], "operationId": "getServerMetadata", "security": [],
              "summary": "Where everything is (RFC 8414)",
              "responses": {
                "200": {"$ref": "#/components/responses/ServerMetadata"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"}
              }
            }},
            "/oauth/discovery/keys": {"get": {
              "tags": ["programs"], "operationId": "getSigningKeys", "security": [],
              "summary": "The public halves of the keys that sign tokens (RFC 7517)",
              "responses": {
                "200": {"description": "A JWK set", "content": {"application/json": {"schema": {
                  "type": "object", "required": ["keys"],
                  "properties": {"keys": {"type": "array", "minItems": 1, "items": {
                    "type": "object", "required": ["kty", "use", "alg", "kid", "n", "e"],
                    "properties": {
                      "kty": {"const": "RSA"}, "use": {"const": "sig"}, "alg": {"const": "RS256"},
                      "kid": {"type": "string"}, "n": {"type": "string"}, "e": {"type": "string"}
                    }
                  }}}
                }}}},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "500": {"$ref": "#/components/responses/OAuthFault"},
                "503": {"$ref": "#/components/responses/OAuthFault"}
              }
            }},
            "/oauth/userinfo": {
              "get": {
                "tags": ["programs"], "operationId": "getUserInfo", "summary": "Who the token's user is",
                "responses": {
                  "200": {"$ref": "#/components/responses/UserInfo"},
                  "401": {"$ref": "#/components/responses/OAuthRefused"},
                  "403": {"$ref": "#/components/responses/OAuthFault"},
                  "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/OAuthFault"},
                  "503": {"$ref": "#/components/responses/OAuthFault"}
                }
              },
              "post": {
                "tags": ["programs"], "operationId": "askUserInfo", "summary": "Who the token's user is",
                "responses": {
                  "200": {"$ref": "#/components/responses/UserInfo"},
                  "401": {"$ref": "#/components/responses/OAuthRefused"},
                  "403": {"$ref": "#/components/responses/OAuthFault"},
                  "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/OAuthFault"},
                  "503": {"$ref": "#/components/responses/OAuthFault"}
                }
              }
            }
          },
          "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {
              "ServerMetadata": {"description": "The server's metadata", "content": {"application/json": {"schema": {
                "type": "object",
                "required": ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "response_types_supported"],
                "properties": {
                  "issuer": {"type": "string"}, "authorization_endpoint": {"type": "string"},
                  "token_endpoint": {"type": "string"}, "jwks_uri": {"type": "string"},
                  "response_types_supported": {"const": ["code"]}
                }
              }}}},
              "UserInfo": {
                "description": "`sub` alone, unless the program asked for the scope `profile`",
                "content": {"application/json": {"schema": {
                  "type": "object", "additionalProperties": false, "required": ["sub"],
                  "properties": {
                    "sub": {"type": "string"}, "name": {"type": "string"}, "preferred_username": {"type": "string"},
                    "email": {"type": "string"}, "phone_number": {"type": "string"}
                  }
                }}}
              }
            }
          }
        }
        """#)
}
