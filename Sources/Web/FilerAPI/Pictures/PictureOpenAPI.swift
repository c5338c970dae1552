import HTTPSupport

extension OpenAPIFragment {
    /// `/v1/filer/logo`, `/v1/filer/avatar` and `/v1/filer/type/avatar`.
    static let filerPictures = OpenAPIFragment(
        #"""
        {
          "paths": {
            "/v1/filer/logo/{atiId}": {
              "parameters": [{"$ref": "#/components/parameters/FilerFirm"}],
              "get": {
                "tags": ["filer"], "operationId": "getLogo", "summary": "A firm's logo",
                "security": [{"bearer": []}, {}],
                "parameters": [
                  {"$ref": "#/components/parameters/FilerWidth"}, {"$ref": "#/components/parameters/FilerRaw"}
                ],
                "responses": {
                  "200": {"$ref": "#/components/responses/FilerPicture"},
                  "206": {"$ref": "#/components/responses/FilerPart"},
                  "304": {"$ref": "#/components/responses/FilerUnchanged"},
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "404": {"$ref": "#/components/responses/FilerNotFound"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "412": {"$ref": "#/components/responses/FilerChanged"},
                  "416": {"$ref": "#/components/responses/FilerNoPart"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            },
            "/v1/filer/avatar/{atiId}/{contactId}": {
              "parameters": [
                {"$ref": "#/components/parameters/FilerFirm"},
                {
                  "name": "contactId", "in": "path", "required": true, "description": "The contact's number",
                  "schema": {"type": "integer", "format": "int32", "minimum": 1}
                }
              ],
              "get": {
                "tags": ["filer"], "operationId": "getAvatar", "summary": "A contact's avatar",
                "security": [{"bearer": []}, {}],
                "parameters": [
                  {"$ref": "#/components/parameters/FilerWidth"}, {"$ref": "#/components/parameters/FilerRaw"}
                ],
                "responses": {
                  "200": {"$ref": "#/components/responses/FilerPicture"},
                  "206": {"$ref": "#/components/responses/FilerPart"},
                  "304": {"$ref": "#/components/responses/FilerUnchanged"},
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "404": {"$ref": "#/components/responses/FilerNotFound"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "412": {"$ref": "#/components/responses/FilerChanged"},
                  "416": {"$ref": "#/components/responses/FilerNoPart"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            },
            "/v1/filer/logo/default": {
              "get": {
                "tags": ["filer"], "operationId": "getDefaultLogo", "summary": "The logo of firms that have set none",
                "security": [{"bearer": []}, {}],
                "parameters": [
                  {"$ref": "#/components/parameters/FilerWidth"}, {"$ref": "#/components/parameters/FilerRaw"}
                ],
                "responses": {
                  "200": {"$ref": "#/components/responses/FilerPicture"},
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            },
            "/v1/filer/avatar/default": {
              "get": {
                "tags": ["filer"], "operationId": "getDefaultAvatar",
                "summary": "The avatar of contacts who have set none",
                "security": [{"bearer": []}, {}],
                "parameters": [
                  {"$ref": "#/components/parameters/FilerWidth"}, {"$ref": "#/components/parameters/FilerRaw"}
                ],
                "responses": {
                  "200": {"$ref": "#/components/responses/FilerPicture"},
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
                  "401": {"$ref": "#/components/responses/FilerUnauthenticated"},
                  "402": {"$ref": "#/components/responses/FilerNotInPlan"},
                  "405": {"$ref": "#/components/responses/FilerMethodNotAllowed"},
                  "429": {"$ref": "#/components/responses/FilerTooMany"},
                  "500": {"$ref": "#/components/responses/FilerFault"},
                  "504": {"$ref": "#/components/responses/FilerTimeout"}
                }
              }
            },
            "/v1/filer/type/avatar": {
              "delete": {
                "tags": ["filer"], "operationId": "deleteAvatar", "summary": "Deletes an avatar",
                "description": "One's own takes the rights edit-own-data and administer-contacts; that of another \#
                contact of the same department the right administer-contacts. A JSON body may name the contact too.",
                "security": [{"bearer": []}],
                "parameters": [{
                  "name": "contact_id", "in": "query", "description": "Whose; default: the caller's own",
                  "schema": {"type": "integer", "format": "int32"}
                }],
                "responses": {
                  "200": {"$ref": "#/components/responses/FilerDone"},
                  "400": {"$ref": "#/components/responses/FilerInvalid"},
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
            }
          }
        }
        """#)
}
