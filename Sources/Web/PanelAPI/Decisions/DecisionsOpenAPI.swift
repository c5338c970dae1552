import HTTPSupport

extension OpenAPIFragment {
    static let panelDecisions = OpenAPIFragment(
        """
        {
          "paths": {
            "/panel/v1/decisions": {
              "post": {
                "tags": ["panel"],
                "operationId": "decide",
                "summary": "Whether the door opens",
                "security": [{"panelToken": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "oneOf": [
                          {
                            "type": "object",
                            "required": [
                              "key"
                            ],
                            "properties": {
                              "key": {
                                "type": "string",
                                "description": "8 to 14 hex digits of an RFID key"
                              }
                            }
                          },
                          {
                            "type": "object",
                            "required": [
                              "pin"
                            ],
                            "properties": {
                              "pin": {
                                "type": "string"
                              },
                              "unit": {
                                "type": [
                                  "string",
                                  "integer",
                                  "null"
                                ]
                              }
                            }
                          },
                          {
                            "type": "object",
                            "required": [
                              "qr"
                            ],
                            "properties": {
                              "qr": {
                                "type": "string"
                              }
                            }
                          }
                        ]
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "Where it opens, the opening is written and what opens once is used up",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelDecision"
                        }
                      }
                    }
                  },
                  \(panelRefusals(.tooLarge, .invalid))
                }
              }
            },
            "/panel/v1/credentials": {
              "get": {
                "tags": ["panel"],
                "operationId": "fetchCredentials",
                "summary": "What the panel needs to decide by itself for a day",
                "security": [{"panelToken": []}],
                "parameters": [
                  {
                    "name": "If-None-Match",
                    "in": "header",
                    "required": false,
                    "description": "The ETag of the set that the panel has",
                    "schema": {"type": "string"}
                  }
                ],
                "responses": {
                  "200": {
                    "description": "The set",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelCredentials"
                        }
                      }
                    }
                  },
                  "304": {
                    "description": "Nothing has changed"
                  },
                  "206": {
                    "description": "The part that Range asks for"
                  },
                  "412": {
                    "description": "If-Match names another set"
                  },
                  "416": {
                    "description": "Range asks for nothing that is there"
                  },
                  \(panelRefusals())
                }
              }
            },
            "/panel/v1/door_releases": {
              "post": {
                "tags": ["panel"],
                "operationId": "tellOpenings",
                "summary": "What the panel opened while it was offline",
                "security": [{"panelToken": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": [
                          "door_releases"
                        ],
                        "properties": {
                          "door_releases": {
                            "type": "array",
                            "maxItems": 1000,
                            "items": {
                              "type": "object",
                              "required": [
                                "id",
                                "release_method",
                                "logged_at"
                              ],
                              "properties": {
                                "id": {
                                  "type": "string",
                                  "minLength": 1,
                                  "maxLength": 100,
                                  "description": "The panel's own name of the opening"
                                },
                                "release_method": {
                                  "type": "string",
                                  "enum": [
                                    "mobile",
                                    "panel",
                                    "qr_key",
                                    "nfc",
                                    "voip",
                                    "virtual_key_pin",
                                    "front_door_view",
                                    "bluetooth",
                                    "delivery_pass",
                                    "api",
                                    "swipe_to_open"
                                  ]
                                },
                                "door_release_type": {
                                  "type": "string",
                                  "enum": [
                                    "visitor",
                                    "delivery"
                                  ]
                                },
                                "name": {
                                  "type": [
                                    "string",
                                    "null"
                                  ]
                                },
                                "unit": {
                                  "type": [
                                    "string",
                                    "integer",
                                    "null"
                                  ]
                                },
                                "credential": {
                                  "type": [
                                    "string",
                                    "null"
                                  ],
                                  "description": "The id of the credential that opened"
                                },
                                "logged_at": {
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
                },
                "responses": {
                  "201": {
                    "description": "What was not known before is stored",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelOpenings"
                        }
                      }
                    }
                  },
                  "200": {
                    "description": "All of it was known",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PanelOpenings"
                        }
                      }
                    }
                  },
                  \(panelRefusals(.tooLarge, .invalid))
                }
              }
            }
          }
        }
        """)
}
