import HTTPSupport

extension OpenAPIFragment {
    /// `/intercoms/{intercom}/upload`: a summary workbook comes in, or is confirmed.
    static let uploads = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "uploads", "description": "Loading a summary workbook, and what became of it"}],
          "paths": {
            "/api/admin/v1/intercoms/{intercom}/upload": {
              "parameters": [{"$ref": "#/components/parameters/IntercomID"}],
              "post": {
                "tags": ["uploads"], "operationId": "uploadSummary",
                "summary": "Uploads or confirms a summary workbook",
                "description": "Needs the permission `intercom-update`. A load replaces the intercom's apartments, \#
                keys and users. Where there are any, a file is only staged (201) and waits for its hash; where there \#
                are none, its load is queued at once (204). A hash confirms what was staged (204); a file that comes \#
                with a hash is passed over.",
                "security": [{"bearer": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "multipart/form-data": {
                      "schema": {
                        "type": "object", "anyOf": [{"required": ["file"]}, {"required": ["hash"]}],
                        "properties": {
                          "file": {
                            "type": "string", "format": "binary",
                            "description": "An .xlsx or .xlsm workbook; the body has at most 200 MiB by default"
                          },
                          "hash": {"$ref": "#/components/schemas/IntercomUploadHash"}
                        }
                      },
                      "encoding": {
                        "file": {"contentType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
                      }
                    },
                    "application/json": {
                      "schema": {
                        "type": "object", "anyOf": [{"required": ["file"]}, {"required": ["hash"]}],
                        "properties": {
                          "file": {
                            "type": "string", "minLength": 1, "contentEncoding": "base64",
                            "description": "The workbook in Base64; the body has at most 16 MiB"
                          },
                          "file_name": {"type": "string", "default": "upload.xlsx"},
                          "hash": {"$ref": "#/components/schemas/IntercomUploadHash"}
                        }
                      },
                      "example": {"hash": "a220cbcfc18eaa4a89bb3702b22667ef"}
                    },
                    "application/x-www-form-urlencoded": {
                      "schema": {
                        "type": "object", "required": ["hash"],
                        "properties": {"hash": {"$ref": "#/components/schemas/IntercomUploadHash"}}
                      },
                      "example": {"hash": "a220cbcfc18eaa4a89bb3702b22667ef"}
                    }
                  }
                },
                "responses": {
                  "201": {
                    "description": "A load would delete what the intercom has, so it waits. Nothing has changed yet",
                    "headers": {"X-Upload-Id": {"$ref": "#/components/headers/IntercomUploadID"}},
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/IntercomStagedUpload"}}
                    },
                    "links": {
                      "confirm": {
                        "operationId": "uploadSummary", "parameters": {"intercom": "$request.path.intercom"},
                        "requestBody": {"hash": "$response.body#/hash"}
                      },
                      "report": {
                        "operationId": "getUpload", "parameters": {"upload": "$response.header.X-Upload-Id"}
                      },
                      "cancel": {
                        "operationId": "cancelUpload", "parameters": {"upload": "$response.header.X-Upload-Id"}
                      }
                    }
                  },
                  "204": {
                    "description": "The load is queued. A push tells how it ended; `getUpload` does too",
                    "headers": {"X-Upload-Id": {"$ref": "#/components/headers/IntercomUploadID"}},
                    "links": {
                      "report": {
                        "operationId": "getUpload", "parameters": {"upload": "$response.header.X-Upload-Id"}
                      },
                      "cancel": {
                        "operationId": "cancelUpload", "parameters": {"upload": "$response.header.X-Upload-Id"}
                      },
                      "revert": {
                        "operationId": "revertUpload", "parameters": {"upload": "$response.header.X-Upload-Id"}
                      }
                    }
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "413": {"$ref": "#/components/responses/IntercomTooLarge"},
                  "422": {"$ref": "#/components/responses/IntercomInvalid"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            }
          },
          "components": {
            "headers": {
              "IntercomUploadID": {
                "required": true, "description": "The upload's id, for `/api/admin/v1/uploads/{upload}`",
                "schema": {"type": "integer", "format": "int64", "minimum": 1}
              }
            },
            "schemas": {
              "IntercomUploadHash": {
                "type": "string", "description": "As the answer 201 gave it; works once, and before `expires_at`",
                "examples": ["a220cbcfc18eaa4a89bb3702b22667ef"]
              },
              "IntercomStagedUpload": {
                "type": "object", "additionalProperties": false,
                "required": ["file_uploaded", "hash", "expires_at", "changes", "errors"],
                "properties": {
                  "file_uploaded": {"const": true},
                  "hash": {
                    "type": "string", "pattern": "^[0-9a-f]{32}$", "examples": ["a220cbcfc18eaa4a89bb3702b22667ef"]
                  },
                  "expires_at": {"$ref": "#/components/schemas/IntercomInstant"},
                  "changes": {"$ref": "#/components/schemas/IntercomChanges"},
                  "errors": {
                    "type": "integer", "minimum": 0, "description": "Wrong cells; with any, a load changes nothing"
                  }
                },
                "allOf": [{
                  "if": {"properties": {"errors": {"const": 0}}},
                  "then": {"properties": {"changes": {"type": "object"}}},
                  "else": {"properties": {"changes": {"type": "null"}}}
                }]
              },
              "IntercomChanges": {
                "type": ["object", "null"], "additionalProperties": false, "required": ["keys", "apartments", "users"],
                "description": "What a load changes; null where that is not known, or where the workbook has errors",
                "properties": {
                  "keys": {"$ref": "#/components/schemas/IntercomChangeCount"},
                  "apartments": {"$ref": "#/components/schemas/IntercomChangeCount"},
                  "users": {"$ref": "#/components/schemas/IntercomChangeCount"}
                }
              },
              "IntercomChangeCount": {
                "type": "object", "additionalProperties": false,
                "required": ["added", "removed", "changed", "unchanged"],
                "properties": {
                  "added": {"type": "integer", "minimum": 0}, "removed": {"type": "integer", "minimum": 0},
                  "changed": {"type": "integer", "minimum": 0}, "unchanged": {"type": "integer", "minimum": 0}
                }
              }
            }
          }
        }
        """#)
}
