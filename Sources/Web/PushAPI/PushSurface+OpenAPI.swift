public import HTTPSupport

extension PushSurface {
    /// The three HTTP calls; OpenAPI has no words for the WebSocket, which `docs/api/push.md` describes.
    public static let openAPI = OpenAPIFragment(
        """
        {
          "tags": [
            {"name": "push", "description": "Events over WebSocket (Pusher Channels protocol) and Server-Sent Events"}
          ],
          "paths": {
            "/api/v1/wsurl": {
              "get": {
                "tags": ["push"], "operationId": "showSocketAddress", "summary": "Where the push socket is",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {
                    "description": "The address, to be used as it is, and the app key for Pusher libraries",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushSocketAddress"}}}
                  },
                  "401": {"$ref": "#/components/responses/PushUnauthenticated"},
                  "500": {"$ref": "#/components/responses/PushFault"},
                  "503": {"$ref": "#/components/responses/PushFault"}
                }
              }
            },
            "/api/v1/broadcasting/auth": {
              "post": {
                "tags": ["push"], "operationId": "authorizeChannel",
                "summary": "Lets a socket hear a channel of the caller's",
                "security": [{"bearer": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/PushChannelWish"}},
                    "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/PushChannelWish"}}
                  }
                },
                "responses": {
                  "200": {
                    "description": "The signature to subscribe with",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushChannelSignature"}}}
                  },
                  "401": {"$ref": "#/components/responses/PushUnauthenticated"},
                  "403": {
                    "description": "The channel is not the caller's token's or user's",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushFailure"}}}
                  },
                  "413": {
                    "description": "The body is larger than 64 KiB",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushFailure"}}}
                  },
                  "422": {
                    "description": "A field is missing or malformed",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushInvalid"}}}
                  },
                  "500": {"$ref": "#/components/responses/PushFault"},
                  "503": {"$ref": "#/components/responses/PushFault"}
                }
              }
            },
            "/api/v1/events": {
              "get": {
                "tags": ["push"], "operationId": "openEventStream",
                "summary": "The caller's events as Server-Sent Events",
                "security": [{"bearer": []}],
                "parameters": [
                  {
                    "name": "Last-Event-ID", "in": "header", "required": false,
                    "description": "The last event received; the stream goes on behind it, for 24 hours",
                    "schema": {"type": "string"}
                  },
                  {
                    "name": "last_event_id", "in": "query", "required": false,
                    "description": "The same, for clients that cannot set the header", "schema": {"type": "string"}
                  }
                ],
                "responses": {
                  "200": {
                    "description": "A stream without end: `id` is the event's id, `event` its type, `data` a PushBody",
                    "content": {"text/event-stream": {"schema": {"type": "string"}}}
                  },
                  "401": {"$ref": "#/components/responses/PushUnauthenticated"},
                  "503": {
                    "description": "As many are connected as may be, or the server is going down",
                    "headers": {"Retry-After": {"schema": {"type": "integer"}}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushFailure"}}}
                  },
                  "500": {"$ref": "#/components/responses/PushFault"}
                }
              }
            }
          },
          "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {
              "PushUnauthenticated": {
                "description": "The token is missing or not valid",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushFailure"}}}
              },
              "PushFault": {
                "description": "The server cannot answer now (503), or a fault of its own (500, with a request id)",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushFailure"}}}
              }
            },
            "schemas": {
              "PushSocketAddress": {
                "type": "object", "additionalProperties": false, "required": ["ws_url", "app_key"],
                "properties": {
                  "ws_url": {"type": "string", "examples": ["wss://gate.example/pusher"]}, "app_key": {"type": "string"}
                }
              },
              "PushChannelWish": {
                "type": "object", "required": ["socket_id", "channel_name"],
                "properties": {
                  "socket_id": {
                    "type": "string", "pattern": "^[0-9]{1,20}\\\\.[0-9]{1,20}$", "examples": ["1234.5678"]
                  },
                  "channel_name": {"type": "string", "minLength": 1, "examples": ["private-token.12", "private-user.7"]}
                }
              },
              "PushChannelSignature": {
                "type": "object", "additionalProperties": false, "required": ["auth"],
                "properties": {"auth": {"type": "string", "pattern": "^[^:]+:[0-9a-f]{64}$"}}
              },
              "PushBody": {
                "type": "object", "required": ["data", "subject", "message"],
                "properties": {
                  "data": {
                    "type": "object", "required": ["type", "event_id", "status", "data"],
                    "properties": {
                      "type": {"type": "string"}, "event_id": {"type": "string", "format": "uuid"},
                      "status": {"enum": ["ok", "error"]}, "data": {"type": "object"}
                    }
                  },
                  "subject": {"type": "null"}, "message": {"type": "null"}
                }
              },
              "PushFailure": {
                "type": "object", "additionalProperties": false, "required": ["message"],
                "properties": {"message": {"type": "string"}, "request_id": {"type": "string"}}
              },
              "PushInvalid": {
                "type": "object", "additionalProperties": false, "required": ["message", "errors"],
                "properties": {
                  "message": {"type": "string"},
                  "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
                }
              }
            }
          }
        }
        """)
}
