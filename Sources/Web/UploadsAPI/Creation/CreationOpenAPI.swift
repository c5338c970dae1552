import HTTPSupport

extension OpenAPIFragment {
    /// `/uploads`: what is known of tus, and how an upload begins.
    static let uploadCreation = OpenAPIFragment(
        #"""
        {
          "tags": [{"name": "resumable uploads", "description": "Files in pieces, as tus 1.0.0 clients send them"}],
          "paths": {
            "/uploads": {
              "options": {
                "tags": ["resumable uploads"], "operationId": "getUploadOptions", "summary": "What of tus is known",
                "responses": {"204": {
                  "description": "Versions, extensions and limits",
                  "headers": {
                    "Tus-Resumable": {"$ref": "#/components/headers/TusResumable"},
                    "Tus-Version": {"required": true, "schema": {"const": "1.0.0"}},
                    "Tus-Extension": {"required": true, "schema": {"type": "string"}},
                    "Tus-Max-Size": {"required": true, "schema": {"type": "string", "pattern": "^[0-9]+$"}},
                    "Tus-Checksum-Algorithm": {"required": true, "schema": {"type": "string"}}
                  }
                }}
              },
              "post": {
                "tags": ["resumable uploads"], "operationId": "createUpload", "summary": "Begins an upload",
                "description": "Reserves room for `Upload-Length` bytes. `Upload-Metadata` says what the file is called \#
                (`filename`) and what it becomes (`target`: `document`, `filer`, `brand` or `intercom-summary`, with \#
                the fields that this surface's own upload takes; without one, a file that its uploader alone may \#
                read). What the target refuses, is told in its surface's form. The first bytes, or all, may come along. \#
                `Upload-Concat: partial` begins a part; `final;` and the URLs of parts put them together.",
                "security": [{"bearer": []}, {"uploadLink": []}],
                "parameters": [
                  {"$ref": "#/components/parameters/TusResumable"},
                  {"name": "Upload-Length", "in": "header", "description": "Bytes; not with `final`",
                    "schema": {"type": "integer", "format": "int64", "minimum": 0}, "example": 1000},
                  {"name": "Upload-Metadata", "in": "header",
                    "description": "Names, each with a space and a value in Base64, with commas between them",
                    "schema": {"type": "string", "maxLength": 16384,
                      "pattern": "^([A-Za-z_]+( [A-Za-z0-9+/]*={0,2})?(,[A-Za-z_]+( [A-Za-z0-9+/]*={0,2})?)*)?$"},
                    "example": "filename bGV0dGVyLnR4dA=="},
                  {"name": "Upload-Concat", "in": "header",
                    "schema": {"type": "string", "pattern": "^(partial|final;[!-~]+( [!-~]+)*)$"}, "example": "partial"},
                  {"$ref": "#/components/parameters/UploadChecksum"}
                ],
                "requestBody": {
                  "description": "The first bytes",
                  "content": {"application/offset+octet-stream": {"schema": {}}}
                },
                "responses": {
                  "201": {
                    "description": "The upload's URL; where it is whole already, what it has become",
                    "headers": {
                      "Location": {"required": true, "schema": {"type": "string"}},
                      "Content-Location": {"schema": {"type": "string"}},
                      "Tus-Resumable": {"$ref": "#/components/headers/TusResumable"},
                      "Upload-Offset": {"$ref": "#/components/headers/UploadOffset"},
                      "Upload-Expires": {"$ref": "#/components/headers/UploadExpires"},
                      "X-Upload-Result": {"$ref": "#/components/headers/UploadResult"}
                    }
                  },
                  "400": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "401": {"$ref": "#/components/responses/UploadUnauthenticated"},
                  "403": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "404": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "405": {"$ref": "#/components/responses/UploadMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "410": {"$ref": "#/components/responses/UploadGone"},
                  "412": {"$ref": "#/components/responses/UploadVersion"},
                  "413": {"$ref": "#/components/responses/UploadTooLarge"},
                  "415": {"$ref": "#/components/responses/UploadMediaType"},
                  "422": {"$ref": "#/components/responses/UploadTargetRefusal"},
                  "429": {"$ref": "#/components/responses/UploadTooMany"},
                  "460": {"$ref": "#/components/responses/UploadChecksumMismatch"},
                  "500": {"$ref": "#/components/responses/UploadFault"},
                  "503": {"$ref": "#/components/responses/UploadUnavailable"},
                  "507": {"$ref": "#/components/responses/UploadFull"}
                }
              }
            }
          }
        }
        """#)
}
