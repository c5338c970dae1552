import HTTPSupport

extension OpenAPIFragment {
    /// `/uploads/{upload}`: what became of a workbook, stopping it, and undoing it.
    static let uploadReports = OpenAPIFragment(
        #"""
        {
          "paths": {
            "/api/admin/v1/uploads/{upload}": {
              "parameters": [{"$ref": "#/components/parameters/IntercomUploadNumber"}],
              "get": {
                "tags": ["uploads"], "operationId": "getUpload", "summary": "What became of an upload",
                "description": "Needs the permission `intercom-view`.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {
                    "description": "The upload as it is now",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomUpload"}}},
                    "links": {
                      "markedWorkbook": {
                        "operationId": "getMarkedWorkbook", "parameters": {"upload": "$response.body#/id"}
                      },
                      "revert": {"operationId": "revertUpload", "parameters": {"upload": "$response.body#/id"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              }
            },
            "/api/admin/v1/uploads/{upload}/cancel": {
              "parameters": [{"$ref": "#/components/parameters/IntercomUploadNumber"}],
              "post": {
                "tags": ["uploads"], "operationId": "cancelUpload",
                "summary": "Stops an upload that is not loading yet",
                "description": "Needs the permission `intercom-update`. Possible while staged, queued or checking.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {
                    "description": "The canceled upload",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomUpload"}}}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/IntercomConflict"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            },
            "/api/admin/v1/uploads/{upload}/revert": {
              "parameters": [{"$ref": "#/components/parameters/IntercomUploadNumber"}],
              "post": {
                "tags": ["uploads"], "operationId": "revertUpload", "summary": "Undoes the last load of an intercom",
                "description": "Needs the permission `intercom-update`. Queues a load of the state before that \#
                upload, which is an upload of its own and can be undone in turn.",
                "security": [{"bearer": []}],
                "responses": {
                  "202": {
                    "description": "The new upload",
                    "headers": {"X-Upload-Id": {"$ref": "#/components/headers/IntercomUploadID"}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/IntercomUpload"}}},
                    "links": {
                      "report": {"operationId": "getUpload", "parameters": {"upload": "$response.header.X-Upload-Id"}},
                      "cancel": {"operationId": "cancelUpload", "parameters": {"upload": "$response.body#/id"}}
                    }
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/IntercomConflict"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            },
            "/api/admin/v1/uploads/{upload}/errors.xlsx": {
              "parameters": [{"$ref": "#/components/parameters/IntercomUploadNumber"}],
              "get": {
                "tags": ["uploads"], "operationId": "getMarkedWorkbook",
                "summary": "The rejected workbook with its wrong cells marked",
                "description": "Needs the permission `intercom-view`, or the signed link of `error_file_url`.",
                "security": [{"bearer": []}, {"signedLink": []}],
                "parameters": [
                  {
                    "name": "expires", "in": "query", "description": "Part of a signed link: seconds since 1970",
                    "schema": {"type": "string"}
                  },
                  {
                    "name": "If-None-Match", "in": "header", "description": "The ETag of a copy that the client has",
                    "schema": {"type": "string"}
                  }
                ],
                "responses": {
                  "200": {
                    "description": "The workbook, as a file to save",
                    "headers": {
                      "Content-Disposition": {"$ref": "#/components/headers/IntercomDisposition"},
                      "ETag": {"$ref": "#/components/headers/IntercomEntityTag"}
                    },
                    "content": {
                      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
                      "application/vnd.ms-excel.sheet.macroEnabled.12": {}
                    }
                  },
                  "206": {
                    "description": "The part of the workbook that `Range` asks for",
                    "content": {
                      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
                      "application/vnd.ms-excel.sheet.macroEnabled.12": {}
                    }
                  },
                  "304": {
                    "description": "The client's copy is the same",
                    "headers": {"ETag": {"$ref": "#/components/headers/IntercomEntityTag"}}
                  },
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "416": {"description": "`Range` begins behind the end of the workbook"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"}
                }
              }
            }
          },
          "components": {
            "securitySchemes": {
              "signedLink": {
                "type": "apiKey", "in": "query", "name": "signature",
                "description": "A signed link has `expires` and `signature`; it works for 24 hours unless set otherwise"
              }
            },
            "headers": {
              "IntercomEntityTag": {"required": true, "schema": {"type": "string", "pattern": "^\"[0-9a-f]{64}\"$"}}
            },
            "parameters": {
              "IntercomUploadNumber": {
                "name": "upload", "in": "path", "required": true, "description": "As `X-Upload-Id` told it",
                "schema": {"type": "integer", "format": "int64", "minimum": 1, "examples": [1]}
              }
            }
          }
        }
        """#)
}
