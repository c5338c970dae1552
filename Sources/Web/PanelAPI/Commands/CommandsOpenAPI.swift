import HTTPSupport

extension OpenAPIFragment {
    static let panelCommands = OpenAPIFragment(
        """
        {
          "paths": {
            "/panel/v1/stream": {
              "get": {
                "tags": ["panel"],
                "operationId": "openPanelStream",
                "summary": "The panel's commands as Server-Sent Events",
                "security": [{"panelToken": []}],
                "responses": {
                  "200": {
                    "description": "A stream without end: `event` is open_door, call_accepted, call_ended, is_active, toggle_camera or credentials_changed, `data` a PanelCommand. Each is repeated until it is acknowledged or has expired.",
                    "content": {
                      "text/event-stream": {
                        "schema": {
                          "type": "string"
                        }
                      }
                    }
                  },
                  \(panelRefusals())
                }
              }
            },
            "/panel/v1/commands/{command}/ack": {
              "post": {
                "tags": ["panel"],
                "operationId": "acknowledgeCommand",
                "summary": "The panel has the command",
                "security": [{"panelToken": []}],
                "parameters": [
                  {
                    "name": "command",
                    "in": "path",
                    "required": true,
                    "description": "The command's id",
                    "schema": {
                      "type": "integer"
                    }
                  }
                ],
                "responses": {
                  "204": {
                    "description": "It is not repeated any more"
                  },
                  \(panelRefusals(.unknown))
                }
              }
            }
          },
          "components": {
            "schemas": {
              "PanelCommand": {
                "type": "object",
                "required": [
                  "id",
                  "call_guid",
                  "panel_id",
                  "expires_at"
                ],
                "properties": {
                  "id": {"type": "integer"},
                  "call_guid": {
                    "type": [
                      "string",
                      "null"
                    ]
                  },
                  "panel_id": {"type": "integer"},
                  "expires_at": {
                    "type": "string",
                    "format": "date-time"
                  },
                  "video": {"type": "boolean"},
                  "audio": {"type": "boolean"}
                }
              }
            }
          }
        }
        """)
}
