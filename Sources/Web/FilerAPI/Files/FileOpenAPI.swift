import HTTPSupport

extension OpenAPIFragment {
    /// `/v1/filer` and `/v1/filer/{fileKey}`.
    static let filerFiles = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "filer", "description": "Files, logos and avatars of firms and their contacts"}],
          "paths": {
            "/v1/filer": {
              "post": {
                "tags": ["filer"], "operationId": "uploadFile", "summary": "Uploads a file",
                "description": "At most 20 MB. The bytes must be what the extension says. An Avatar and a Logo are \#
                Public and replace the former one; FirmDocument, Load, Orders, CatalogsTrucks and CatalogsDrivers are \#
                Authorized. Without a business_type it is a plain file, Contact by default.",
                "security": [{"bearer": []}],
                "requestBody": {
                  "required": true,
                  "content": {
                    "multipart/form-data": {
                      "schema": {
                        "type": "object", "required": ["file"],
                        "properties": {
                          "file": {
                            "type": "string", "format": "binary",
                            "description": "Its filename ends in .png .jpeg .jpg .jpe .jif .jfif, and for files \#
                            other than Avatar and Logo also in .rtf .tif .tiff .bmp .doc .docx .gif .odt .pdf .xls \#
                            .xlsx .csv .heic .txt"
                          },
                          "business_type": {"$ref": "#/components/schemas/FilerBusinessType"},
                          "access_type": {"$ref": "#/components/schemas/FilerAccessType"},
                          "with_watermark": {
                            "type": "boolean", "default": false,
                            "description": "Of images: whether others than the firm get it with the firm's name \#
                            drawn across"
                          }
                        }
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "The file is kept",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFile"}}},
                    "links": {
                      "get": {
                        "operationId": "getFile", "parameters": {"fileKey": "$response.body#/file_key"}
                      },
                      "delete": {
                        "operationId": "deleteFile", "parameters": {"fileKey": "$response.body#/file_key"}
                      }
                    }
                  },
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "403": {"$ref": "#/components/responses/FilerForbidden"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "413": {"$ref": "#/components/responses/FilerTooLarge"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            },
            "/v1/filer/{fileKey}": {
              "parameters": [{
                "name": "fileKey", "in": "path", "required": true,
                "schema": {"type": "string", "minLength": 1}, "example": "2f6a1c0d9e8b7a6f5e4d3c2b"
              }],
              "get": {
                "tags": ["filer"], "operationId": "getFile", "summary": "A file's bytes",
                "description": "A Public file needs no token. Where `Accept` takes neither HEIC nor TIFF, such an \#
                image comes as JPEG.",
                "security": [{"bearer": []}, {}],
                "parameters": [
                  {"$ref": "#/components/parameters/FilerWidth"}, {"$ref": "#/components/parameters/FilerRaw"}
                ],
                "responses": {
                  "200": {
                    "description": "The bytes, with their own content type; as Base64 where JSON is asked for",
                    "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/FilerBytes"}}, "*/*": {}
                    }
                  },
                  "206": {"$ref": "#/components/responses/FilerPart"},
                  "304": {"$ref": "#/components/responses/FilerUnchanged"},
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "403": {"$ref": "#/components/responses/FilerForbidden"},
                  "404": {"$ref": "#/components/responses/FilerNotFound"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "412": {"$ref": "#/components/responses/FilerChanged"},
                  "416": {"$ref": "#/components/responses/FilerNoPart"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              },
              "delete": {
                "tags": ["filer"], "operationId": "deleteFile", "summary": "Deletes a file",
                "description": "FirmDocument, Load, Orders, CatalogsTrucks and CatalogsDrivers: any contact of the \#
                firm. The logo: a contact of the head department with the right administer-contacts. An avatar: as \#
                for deleteAvatar. A plain file: any contact of the firm, one with the access Contact its uploader.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {"$ref": "#/components/responses/FilerDone"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "403": {"$ref": "#/components/responses/FilerForbidden"},
                  "404": {"$ref": "#/components/responses/FilerNotFound"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            },
            "/v1/filer/info": {
              "post": {
                "tags": ["filer"], "operationId": "getFileInfo", "summary": "What is known of files",
                "description": "Of files that the caller may fetch, without their contents; of ati_id and \#
                business_type the 10,000 newest. firm_id and contact_id are told where ati_id is given. A deleted file \#
                is told by its key to those who could delete it.",
                "security": [{"bearer": []}],
                "requestBody": {
                  "required": true,
                  "content": {"application/json": {
                    "schema": {
                      "type": "object",
                      "anyOf": [
                        {
                          "required": ["ati_id", "business_type"],
                          "properties": {
                            "ati_id": {"type": ["string", "integer"]},
                            "business_type": {"$ref": "#/components/schemas/FilerBusinessType"}
                          }
                        },
                        {"required": ["keys"], "properties": {"keys": {"type": "array", "minItems": 1}}},
                        {"required": ["keys2"], "properties": {"keys2": {"type": "array", "minItems": 1}}}
                      ],
                      "properties": {
                        "ati_id": {"type": ["string", "integer", "null"], "description": "The firm's number"},
                        "contact_id": {"type": ["integer", "null"], "format": "int32"},
                        "business_type": {
                          "anyOf": [{"$ref": "#/components/schemas/FilerBusinessType"}, {"type": "null"}]
                        },
                        "keys": {"type": ["array", "null"], "maxItems": 500, "items": {"type": "string"}},
                        "keys2": {
                          "type": ["array", "null"], "maxItems": 500, "items": {"type": "string"},
                          "description": "The same in the form of GUIDs"
                        }
                      }
                    },
                    "example": {"ati_id": "12", "business_type": "FirmDocument"}
                  }}
                },
                "responses": {
                  "200": {
                    "description": "The files",
                    "content": {"application/json": {"schema": {
                      "type": "array", "maxItems": 10000, "items": {"$ref": "#/components/schemas/FilerFile"}
                    }}}
                  },
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "403": {"$ref": "#/components/responses/FilerForbidden"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "413": {"$ref": "#/components/responses/FilerTooLarge"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            }
          },
          "components": {
            "schemas": {
              "FilerFile": {
                "type": "object", "additionalProperties": false,
                "required": [
                  "file_key", "deleted_date", "file_key2", "file_name", "content_type", "access_type",
                  "file_business_type", "add_date", "firm_id", "contact_id", "with_watermark"
                ],
                "properties": {
                  "file_key": {"type": "string", "pattern": "^[0-9a-f]{24}$"},
                  "deleted_date": {"type": ["string", "null"], "format": "date-time"},
                  "file_key2": {"type": "string", "format": "uuid"},
                  "file_name": {"type": "string", "minLength": 1},
                  "content_type": {"type": "string", "minLength": 1},
                  "access_type": {"$ref": "#/components/schemas/FilerAccessType"},
                  "file_business_type": {
                    "anyOf": [{"$ref": "#/components/schemas/FilerBusinessType"}, {"type": "null"}]
                  },
                  "add_date": {"type": "string", "format": "date-time"},
                  "firm_id": {"type": ["integer", "null"], "format": "int32", "minimum": 1},
                  "contact_id": {"type": ["integer", "null"], "format": "int32", "minimum": 1},
                  "with_watermark": {"type": "boolean"}
                }
              }
            }
          }
        }
        """#)
}
