import HTTPSupport

extension OpenAPIFragment {
    static let password: OpenAPIFragment = {
        let call = { (id: String) in
            #"""
            {
              "tags": ["accounts"], "operationId": "\#(id)", "summary": "Gives the token's user another password",
              "requestBody": {"required": true, "content": {
                "application/x-www-form-urlencoded": {"schema": {
                  "type": "object", "required": ["account[current_password]", "account[password]"],
                  "properties": {
                    "account[current_password]": {"type": "string"}, "account[password]": {"type": "string"},
                    "account[password_confirmation]": {"type": "string"}
                  }
                }},
                "application/json": {"schema": {
                  "type": "object", "required": ["account"],
                  "properties": {"account": {
                    "type": "object", "required": ["current_password", "password"],
                    "properties": {
                      "current_password": {"type": "string"}, "password": {"type": "string"},
                      "password_confirmation": {"type": "string"}
                    }
                  }}
                }}
              }},
              "responses": {
                "204": {"description": "It is changed; every browser is signed out"},
                "401": {"$ref": "#/components/responses/PasswordUnauthenticated"},
                "403": {"$ref": "#/components/responses/PasswordRefused"},
                "405": {"$ref": "#/components/responses/OAuthMethodNotAllowed"},
                "413": {"$ref": "#/components/responses/PasswordRefused"},
                "422": {"$ref": "#/components/responses/PasswordRefused"},
                "429": {"$ref": "#/components/responses/PasswordTooMany"},
                "500": {"$ref": "#/components/responses/PasswordRefused"},
                "503": {"$ref": "#/components/responses/PasswordRefused"}
              }
            }
            """#
        }
        return OpenAPIFragment(
            #"""
            {
              "paths": {"/api/v1/password": {"put": \#(call("changePassword")), "patch": \#(call("patchPassword"))}},
              "components": {
                "schemas": {"PasswordFailure": {
                  "type": "object", "additionalProperties": false, "required": ["errors"],
                  "properties": {"errors": {
                    "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
                    "description": "A list where the new password is at fault"
                  }}
                }},
                "responses": {
                  "PasswordRefused": {"description": "It is as it was", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/PasswordFailure"},
                    "example": {"errors": "Wrong password"}}}},
                  "PasswordUnauthenticated": {
                    "description": "There is no token, or none that is in force",
                    "headers": {"WWW-Authenticate": {"required": true, "schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PasswordFailure"}}}
                  },
                  "PasswordTooMany": {
                    "description": "Too many tries with a wrong password",
                    "headers": {"Retry-After": {
                      "required": true, "description": "Seconds", "schema": {"type": "integer", "minimum": 1}
                    }},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PasswordFailure"}}}
                  }
                }
              }
            }
            """#)
    }()
}
