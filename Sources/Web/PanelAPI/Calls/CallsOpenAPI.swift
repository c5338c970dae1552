import HTTPSupport

extension OpenAPIFragment {
    static let panelCalls = OpenAPIFragment(
        """
        {
          "paths": {
            "/panel/v1/calls": {
              "post": {
                "tags": ["panel"],
                "operationId": "ringUnit",
                "summary": "A visitor rings a unit",
                "security": [{"panelToken": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": [
                          "unit"
                        ],
                        "properties": {
                          "unit": {
                            "type": [
                              "string",
                              "integer"
                            ],
                            "description": "The label of the unit"
                          },
                          "notification_type": {
                            "type": "string",
                            "enum": [
                              "visitor",
                              "delivery"
                            ]
                          },
                          "call_type": {
                            "type": "string",
                            "enum": [
                              "mobile",
                              "voip"
                            ]
                          },
                          "image": {
                            "type": "string",
                            "description": "A data URI of a JPEG, PNG or WebP picture of at most 2 MiB"
                          }
                        }
                      }
                    },
                    "multipart/form-data": {
                      "schema": {
                        "type": "object",
                        "required": [
                          "unit"
                        ],
                        "properties": {
                          "unit": {
                            "type": "string"
                          },
                          "notification_type": {
                            "type": "string"
                          },
                          "call_type": {
                            "type": "string"
                          },
                          "image": {
                            "type": "string",
                            "contentMediaType": "image/jpeg"
                          }
                        }
                      }
                    }
                  }
                },
                "responses": {
                  "201": {
                    "description": "It rings",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelCall"
                        }
                      }
                    }
                  },
                  \(panelRefusals(.tooLarge, .invalid))
                }
              }
            },
            "/panel/v1/calls/{guid}/status": {
              "post": {
                "tags": ["panel"],
                "operationId": "reportCallStatus",
                "summary": "How a call goes",
                "security": [{"panelToken": []}],
                "parameters": [
                  {
                    "name": "guid",
                    "in": "path",
                    "required": true,
                    "description": "The call",
                    "schema": {"type": "string"}
                  }
                ],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": [
                          "status"
                        ],
                        "properties": {
                          "status": {
                            "$ref": "#/components/schemas/PanelCallStatus"
                          }
                        }
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "Noted; what was reported before changes nothing",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelCall"
                        }
                      }
                    }
                  },
                  \(panelRefusals(.unknown, .conflict, .tooLarge, .invalid))
                }
              }
            },
            "/panel/v1/messages": {
              "post": {
                "tags": ["panel"],
                "operationId": "leaveMessage",
                "summary": "A visitor leaves a text or a recording",
                "security": [{"panelToken": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": [
                          "unit"
                        ],
                        "properties": {
                          "unit": {
                            "type": [
                              "string",
                              "integer"
                            ],
                            "description": "The label of the unit"
                          },
                          "message_type": {
                            "type": "string",
                            "enum": [
                              "text",
                              "voice"
                            ]
                          },
                          "body": {
                            "type": "string",
                            "description": "Of a text: 1 to 2,000 characters"
                          },
                          "audio": {
                            "type": "string",
                            "description": "Of a recording: a data URI of MP3, WAV, Ogg or M4A of at most 10 MiB"
                          }
                        }
                      },
                      "example": {"unit": "12", "body": "The parcel is with the neighbour"}
                    },
                    "multipart/form-data": {
                      "schema": {
                        "type": "object",
                        "required": [
                          "unit"
                        ],
                        "properties": {
                          "unit": {
                            "type": "string"
                          },
                          "message_type": {
                            "type": "string"
                          },
                          "body": {
                            "type": "string"
                          },
                          "audio": {
                            "type": "string",
                            "contentMediaType": "audio/ogg"
                          }
                        }
                      }
                    }
                  }
                },
                "responses": {
                  "201": {
                    "description": "Kept",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelMessage"
                        }
                      }
                    }
                  },
                  \(panelRefusals(.tooLarge, .invalid))
                }
              }
            }
          },
          "components": {
            "schemas": {
              "PanelCallStatus": {
                "type": "string",
                "enum": [
                  "initializing",
                  "canceled",
                  "timeout_online_signal",
                  "connecting_sip",
                  "voip_rollover",
                  "voip_connected",
                  "rejected",
                  "opened_door"
                ]
              },
              "PanelCall": {
                "type": "object",
                "required": ["guid", "status"],
                "properties": {
                  "guid": {
                    "type": "string",
                    "format": "uuid"
                  },
                  "status": {
                    "$ref": "#/components/schemas/PanelCallStatus"
                  }
                }
              },
              "PanelMessage": {
                "type": "object",
                "required": ["id", "message_type"],
                "properties": {
                  "id": {"type": "integer"},
                  "message_type": {
                    "type": "string",
                    "enum": [
                      "text",
                      "voice"
                    ]
                  }
                }
              }
            }
          }
        }
        """)
}
