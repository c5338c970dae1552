import HTTPSupport

extension OpenAPIFragment {
    /// The workbooks that an administrator downloads.
    static let summaries = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "summaries", "description": "An intercom's apartments, keys and users as a workbook"}],
          "paths": {
            "/api/admin/v1/intercoms/{intercom}/summary.xlsx": {
              "parameters": [{"$ref": "#/components/parameters/IntercomID"}],
              "get": {
                "tags": ["summaries"], "operationId": "getSummary", "summary": "The present state as a workbook",
                "description": "Needs the permission `intercom-view`. Uploaded as it is, it changes nothing.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {"$ref": "#/components/responses/IntercomWorkbook"},
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            },
            "/api/admin/v1/intercoms/{intercom}/summary-template.xlsx": {
              "parameters": [{"$ref": "#/components/parameters/IntercomID"}],
              "get": {
                "tags": ["summaries"], "operationId": "getSummaryTemplate", "summary": "A workbook to start from",
                "description": "Needs the permission `intercom-view`. Headers, an example row, a choice for each flag.",
                "security": [{"bearer": []}],
                "responses": {
                  "200": {"$ref": "#/components/responses/IntercomWorkbook"},
                  "401": {"$ref": "#/components/responses/IntercomUnauthenticated"},
                  "403": {"$ref": "#/components/responses/IntercomForbidden"},
                  "404": {"$ref": "#/components/responses/IntercomNotFound"},
                  "405": {"$ref": "#/components/responses/IntercomMethodNotAllowed"},
                  "500": {"$ref": "#/components/responses/IntercomFault"},
                  "503": {"$ref": "#/components/responses/IntercomUnavailable"},
                  "507": {"$ref": "#/components/responses/IntercomFull"}
                }
              }
            }
          },
          "components": {
            "headers": {
              "IntercomDisposition": {
                "required": true, "description": "The file's name (RFC 6266)",
                "schema": {"type": "string", "pattern": "^attachment; filename=\"[^\"]*\"; filename\\*=UTF-8''.+$"}
              }
            },
            "responses": {
              "IntercomWorkbook": {
                "description": "The workbook, as a file to save",
                "headers": {"Content-Disposition": {"$ref": "#/components/headers/IntercomDisposition"}},
                "content": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {}}
              }
            }
          }
        }
        """#)
}
