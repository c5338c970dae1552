import HTTPSupport

extension OpenAPIFragment {
    /// What decisions and credentials are made of.
    static let panelDecisionSchemas = OpenAPIFragment(
        """
        {
          "components": {
            "schemas": {
              "PanelDecision": {
                "type": "object",
                "required": ["allow", "reason", "open_for_ms", "name"],
                "properties": {
                  "allow": {"type": "boolean"},
                  "reason": {
                    "type": ["string", "null"],
                    "description": "Why it stays closed"
                  },
                  "open_for_ms": {"type": "integer"},
                  "name": {
                    "type": ["string", "null"],
                    "description": "Whose key it is"
                  }
                }
              },
              "PanelOpenings": {
                "type": "object",
                "required": ["stored", "known"],
                "properties": {
                  "stored": {"type": "integer"},
                  "known": {"type": "integer"}
                }
              },
              "PanelCredentials": {
                "type": "object",
                "required": [
                  "panel_id",
                  "valid_from",
                  "valid_until",
                  "hashing",
                  "credentials"
                ],
                "properties": {
                  "panel_id": {"type": "integer"},
                  "valid_from": {
                    "type": "string",
                    "format": "date-time"
                  },
                  "valid_until": {
                    "type": "string",
                    "format": "date-time"
                  },
                  "hashing": {
                    "type": "object",
                    "required": [
                      "algorithm",
                      "bits",
                      "key"
                    ],
                    "properties": {
                      "algorithm": {
                        "type": "string"
                      },
                      "bits": {
                        "type": "integer"
                      },
                      "key": {
                        "type": "string"
                      }
                    }
                  },
                  "credentials": {
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/PanelCredential"
                    }
                  }
                }
              },
              "PanelCredential": {
                "type": "object",
                "required": [
                  "id",
                  "reading",
                  "hash",
                  "unit",
                  "needs_unit",
                  "name",
                  "once",
                  "release_method",
                  "opens"
                ],
                "properties": {
                  "id": {"type": "string"},
                  "reading": {
                    "type": "string",
                    "enum": [
                      "key",
                      "pin",
                      "qr"
                    ]
                  },
                  "hash": {"type": "string"},
                  "unit": {"type": ["string", "null"]},
                  "needs_unit": {"type": "boolean"},
                  "name": {"type": ["string", "null"]},
                  "once": {"type": "boolean"},
                  "release_method": {"type": "string"},
                  "opens": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": [
                        "from",
                        "until"
                      ],
                      "properties": {
                        "from": {
                          "type": "string",
                          "format": "date-time"
                        },
                        "until": {
                          "type": "string",
                          "format": "date-time"
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
        """)
}
