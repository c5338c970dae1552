import HTTPSupport

extension OpenAPIFragment {
    /// `/api/file`.
    static let brandFiles = OpenAPIFragment(
        ##"""
        {
          "tags": [{"name": "brand files", "description": "Spreadsheets that change the catalogue of a brand."}],
          "paths": {
            "/api/file": {
              \##(CallText.list(
                "file", id: "listBrandFiles", summary: "The files that were sent, newest first",
                filters: [
                    CallText.filter("fileType", "Only those of this type", schema: types),
                    CallText.filter("status", "Only those in this state", schema: statuses),
                    CallText.filter("fk_brand", "Only the brand's"),
                    CallText.filter("createdFrom", "Only those sent then or later", schema: date),
                    CallText.filter(
                        "createdTo", "Only those sent by then; a day is meant whole", schema: date),
                ])),
              "post": {
                "tags": ["brand files"], "operationId": "sendBrandFiles",
                "summary": "Send one or several files",
                "description": "The name of each part says what the file is for, with commas between: `product,<BRAND>`, `stock,<BRAND>,<WAREHOUSE>`, `image,<BRAND>`, `price,<BRAND>,<HOST>,<dd/mm/yyyy>[,<dd/mm/yyyy>]` or `orderDispatch,<BRAND>`. Workbooks (.xlsx), CSV and tab text are taken. All files are kept, or none.",
                "security": [{"bearer": []}, {"apiKey": []}, {"basic": []}],
                "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {
                  "type": "object", "minProperties": 1, "maxProperties": 20,
                  "additionalProperties": {"type": "string", "contentMediaType": "application/octet-stream"}
                }}}},
                "responses": {
                  "201": {"description": "The files, which wait for their turn",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFilesSent"}}}},
                  "415": {
                    "description": "A file is no table",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BrandFileFailure"}}}
                  },
                  \##(refusals([400, 401, 403, 405, 413, 422, 500, 503]))
                }
              }
            },
            "/api/file/{id}": {\##(CallText.get("file", id: "getBrandFile", summary: "One file"))},
            "/api/file/{id}/content": {
              \##(bytes("getBrandFileContent", "The file as it was sent", "*/*"))
            },
            "/api/file/{id}/errors.xlsx": {
              \##(bytes("getBrandFileErrors", "A rejected file as a workbook with the wrong cells marked", sheet))
            },
            "/api/image/{id}/content": {
              \##(bytes("getCatalogImageContent", "The bytes of an image that was fetched", "*/*"))
            }
          },
          "components": {"schemas": {
            "BrandFilesSent": {
              "type": "object", "required": ["response"], "additionalProperties": false,
              "properties": {"response": {
                "type": "object", "additionalProperties": false,
                "required": ["page", "pageCount", "recordsSent", "recordsFound", "file"],
                "properties": {
                  "page": {"type": "integer"}, "pageCount": {"type": "integer"}, "recordsSent": {"type": "integer"},
                  "recordsFound": {"type": "integer"},
                  "file": {"type": "array", "items": {"$ref": "#/components/schemas/CatalogFile"}}
                }
              }}
            },
            "CatalogFile": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "fk_brand", "fk_user", "fileType", "fileName", "createdDate", "status", "detail",
                "file_brand", "file_user"],
              "properties": {
                "id": \##(key), "fk_brand": \##(key), "fk_user": \##(key), "fileType": \##(types),
                "fileName": {"type": "string"},
                "createdDate": {"$ref": "#/components/schemas/BrandFileMoment"},
                "status": \##(statuses),
                "detail": {
                  "type": "object", "additionalProperties": false,
                  "required": ["fileMime", "host", "warehouse", "startDate", "endDate", "error"],
                  "properties": {
                    "fileMime": {"type": "string", "description": "By the file's bytes"},
                    "host": {"type": "string", "pattern": "^([0-9A-F]{32})?$"},
                    "warehouse": {"type": "string", "pattern": "^([0-9A-F]{32})?$"},
                    "startDate": {"$ref": "#/components/schemas/BrandFileDay"},
                    "endDate": {"$ref": "#/components/schemas/BrandFileDay"},
                    "error": {"type": "string",
                      "description": "Begins with `Warning - ` where the file was processed, with `Error - ` where it changed nothing"}
                  }
                },
                "file_brand": {"type": ["object", "null"]},
                "file_user": {"type": ["object", "null"]}
              }
            }
          }}
        }
        """##)

    private static let key = ##"{"$ref": "#/components/schemas/BrandFileKey"}"##
    private static let types = #"{"enum": ["product", "stock", "price", "image", "orderDispatch"]}"#
    private static let statuses = #"{"enum": ["queued", "processing", "processed", "rejected"]}"#
    private static let date = #"{"type": "string", "format": "date", "examples": ["2026-11-22"]}"#
    private static let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// A call that answers with a file.
    private static func bytes(_ id: String, _ summary: String, _ mediaType: String) -> String {
        ##"""
        "get": {
          "tags": ["brand files"], "operationId": "\##(id)", "summary": "\##(summary)",
          "security": [{"bearer": []}, {"apiKey": []}, {"basic": []}],
          "parameters": [{"$ref": "#/components/parameters/BrandFileId"}],
          "responses": {
            "200": {"description": "All of it", "content": {"\##(mediaType)": {}}},
            "206": {"description": "The part of it that was asked for", "content": {"*/*": {}}},
            "304": {"description": "It is as the sender has it"},
            "412": {"description": "It is not as the sender has it"},
            "416": {"description": "It has no such part"},
            \##(refusals([401, 403, 404, 405, 500, 503]))
          }
        }
        """##
    }

    private static func refusals(_ statuses: [Int]) -> String {
        statuses.map { ##""\##($0)": {"$ref": "#/components/responses/BrandFile\##($0)"}"## }.joined(separator: ", ")
    }
}
