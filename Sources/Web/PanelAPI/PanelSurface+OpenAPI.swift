public import HTTPSupport

extension PanelSurface {
    /// One fragment for what panels are told, one for what they tell, one for their own decisions, and what these share.
    public static let openAPI = OpenAPIFragment(merging: [
        .panelCommands, .panelCalls, .panelDecisions, .panelDecisionSchemas, .panelAnswers,
    ])
}

extension OpenAPIFragment {
    static let panelAnswers = OpenAPIFragment(
        """
        {
          "tags": [{"name": "panel", "description": "The panels at the doors, each by its own token"}],
          "paths": {},
          "components": {
            "securitySchemes": {
              "panelToken": {"type": "http", "scheme": "bearer", "description": "The token of a panel (`ghp_…`)"}
            },
            "schemas": {
              "PanelFailure": {
                "type": "object", "required": ["error", "message"],
                "properties": {
                  "error": {"type": "string", "description": "A stable word for programs"},
                  "message": {"type": "string"},
                  "errors": {"type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}}},
                  "request_id": {"type": "string"}
                }
              }
            },
            "responses": {
              "PanelUnauthenticated": {"description": "No panel's token, or not any more",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelDisabled": {"description": "The panel is switched off",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelUnknown": {"description": "This panel has no such thing",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelConflict": {"description": "The state of the thing does not allow it",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelTooLarge": {"description": "More bytes than are taken",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelInvalid": {"description": "The request is wrong; `errors` says where",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelTooMany": {"description": "Too often; `Retry-After` says when again",
                "headers": {"Retry-After": {"schema": {"type": "integer"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}},
              "PanelFault": {"description": "A fault of ours, or too busy; the same request may succeed later",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PanelFailure"}}}}
            }
          }
        }
        """)
}
