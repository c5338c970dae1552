import HTTPSupport

extension OpenAPIFragment {
    /// What every call can answer when it does not do what was asked.
    static let answers = OpenAPIFragment(
        #"""
        {
          "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {
              "IntercomUnauthenticated": {
                "description": "The token is missing or not valid",
                "headers": {"WWW-Authenticate": {"required": true, "schema": {"const": "Bearer"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomFailure"}, "example": {"message": "Unauthenticated."}
                }}
              },
              "IntercomForbidden": {
                "description": "The token lacks the permission",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomFailure"},
                  "example": {"message": "This token lacks the permission intercom-update. Use a token that has it."}
                }}
              },
              "IntercomNotFound": {
                "description": "Nothing with this id, or nothing of the caller's organization",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomFailure"},
                  "example": {"message": "No intercom with this id."}
                }}
              },
              "IntercomMethodNotAllowed": {
                "description": "The path does not take this method",
                "headers": {"Allow": {"required": true, "schema": {"type": "string", "examples": ["GET, HEAD"]}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomFailure"},
                  "example": {"message": "This path takes GET, HEAD."}
                }}
              },
              "IntercomConflict": {
                "description": "The upload is in a state that does not allow it",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomFailure"},
                  "example": {"message": "This upload is canceled and can no longer be canceled."}
                }}
              },
              "IntercomTooLarge": {
                "description": "The body is larger than what is taken here",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomFailure"},
                  "example": {"message": "The request's body is larger than the 64 KiB that are taken here."}
                }}
              },
              "IntercomInvalid": {
                "description": "The request is wrong; `errors` says in which fields",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/IntercomInvalid"},
                  "example": {
                    "message": "This hash has expired. Upload the file again.",
                    "errors": {"hash": ["This hash has expired. Upload the file again."]}
                  }
                }}
              },
              "IntercomFault": {
                "description": "A fault of the server's; its log has the request's id",
                "content": {"application/json": {"schema": {
                  "type": "object", "required": ["message", "request_id"], "additionalProperties": false,
                  "properties": {"message": {"type": "string"}, "request_id": {"type": "string"}}
                }}}
              },
              "IntercomUnavailable": {
                "description": "Busy; the same request may succeed later",
                "headers": {"Retry-After": {
                  "required": true, "description": "Seconds", "schema": {"type": "integer", "minimum": 0}
                }},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomFailure"}}}
              },
              "IntercomFull": {
                "description": "The server's disk is full; nothing was changed",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomFailure"}}}
              }
            },
            "schemas": {
              "IntercomFailure": {
                "type": "object", "required": ["message"], "additionalProperties": false,
                "properties": {"message": {"type": "string", "minLength": 1}}
              },
              "IntercomInvalid": {
                "type": "object", "required": ["message", "errors"], "additionalProperties": false,
                "properties": {
                  "message": {"type": "string", "minLength": 1},
                  "errors": {
                    "type": "object", "description": "Empty where the body as a whole cannot be read",
                    "additionalProperties": {
                      "type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}
                    }
                  }
                }
              },
              "IntercomNumber": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]},
              "IntercomInstant": {
                "type": "string", "format": "date-time", "description": "UTC, with microseconds",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
                "examples": ["2023-05-17T08:28:51.469496Z"]
              }
            }
          }
        }
        """#)
}
