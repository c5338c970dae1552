import HTTPSupport

extension OpenAPIFragment {
    /// `/uploads/{key}`: one upload.
    static let uploadPieces = OpenAPIFragment(
        #"""
        {
          "paths": {
            "/uploads/{uploadKey}": {
              "parameters": [{"$ref": "#/components/parameters/UploadKey"}],
              "head": {
                "tags": ["resumable uploads"], "operationId": "getUploadOffset", "summary": "How far an upload has come",
                "security": [{"bearer": []}, {"uploadLink": []}],
                "parameters": [{"$ref": "#/components/parameters/TusResumable"}],
                "responses": {
                  "200": {
                    "description": "Offset and length; once whole, what it has become",
                    "headers": {
                      "Tus-Resumable": {"$ref": "#/components/headers/TusResumable"},
                      "Upload-Offset": {"$ref": "#/components/headers/UploadOffset"},
                      "Upload-Length": {"$ref": "#/components/headers/UploadOffset"},
                      "Upload-Expires": {"$ref": "#/components/headers/UploadExpires"},
                      "Upload-Metadata": {"schema": {"type": "string"}},
                      "Upload-Concat": {"schema": {"type": "string"}},
                      "Location": {"schema": {"type": "string"}},
                      "X-Upload-Result": {"$ref": "#/components/headers/UploadResult"}
                    }
                  },
                  "401": {"description": "No token, or none that is in force"},
                  "404": {"description": "No upload of this caller"},
                  "410": {"description": "It has expired, was refused or was taken back"},
                  "412": {"description": "Another version of tus"}
                }
              },
              "patch": {
                "tags": ["resumable uploads"], "operationId": "appendToUpload", "summary": "More bytes",
                "description": "Where the connection breaks off, what came is kept. After the last byte the upload \#
                becomes what it was to become.",
                "security": [{"bearer": []}, {"uploadLink": []}],
                "parameters": [
                  {"$ref": "#/components/parameters/TusResumable"},
                  {"name": "Upload-Offset", "in": "header", "required": true, "description": "Bytes that are there",
                    "schema": {"type": "integer", "format": "int64", "minimum": 0}},
                  {"$ref": "#/components/parameters/UploadChecksum"}
                ],
                "requestBody": {"content": {"application/offset+octet-stream": {"schema": {}}}},
                "responses": {
                  "204": {
                    "description": "They are kept. After the last ones, what the upload has become",
                    "headers": {
                      "Tus-Resumable": {"$ref": "#/components/headers/TusResumable"},
                      "Upload-Offset": {"$ref": "#/components/headers/UploadOffset"},
                      "Upload-Expires": {"$ref": "#/components/headers/UploadExpires"},
                      "Location": {"schema": {"type": "string"}},
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
                  "423": {"$ref": "#/components/responses/UploadLocked"},
                  "460": {"$ref": "#/components/responses/UploadChecksumMismatch"},
                  "500": {"$ref": "#/components/responses/UploadFault"},
                  "503": {"$ref": "#/components/responses/UploadUnavailable"},
                  "507": {"$ref": "#/components/responses/UploadFull"}
                }
              },
              "get": {
                "tags": ["resumable uploads"], "operationId": "getUploadContent",
                "summary": "The bytes, once they are all there",
                "security": [{"bearer": []}, {"uploadLink": []}],
                "responses": {
                  "200": {"description": "The bytes", "content": {"application/octet-stream": {"schema": {}}}},
                  "206": {"description": "The part of them that was asked for",
                    "content": {"application/octet-stream": {"schema": {}}}},
                  "401": {"$ref": "#/components/responses/UploadUnauthenticated"},
                  "404": {"$ref": "#/components/responses/UploadUnknown"},
                  "405": {"$ref": "#/components/responses/UploadMethodNotAllowed"},
                  "409": {"$ref": "#/components/responses/UploadNotWhole"},
                  "410": {"$ref": "#/components/responses/UploadGone"},
                  "500": {"$ref": "#/components/responses/UploadFault"},
                  "503": {"$ref": "#/components/responses/UploadUnavailable"}
                }
              },
              "delete": {
                "tags": ["resumable uploads"], "operationId": "deleteUpload", "summary": "Takes an upload back",
                "description": "What it may have become stays.",
                "security": [{"bearer": []}, {"uploadLink": []}],
                "parameters": [{"$ref": "#/components/parameters/TusResumable"}],
                "responses": {
                  "204": {"description": "It is gone",
                    "headers": {"Tus-Resumable": {"$ref": "#/components/headers/TusResumable"}}},
                  "401": {"$ref": "#/components/responses/UploadUnauthenticated"},
                  "404": {"$ref": "#/components/responses/UploadUnknown"},
                  "405": {"$ref": "#/components/responses/UploadMethodNotAllowed"},
                  "410": {"$ref": "#/components/responses/UploadGone"},
                  "412": {"$ref": "#/components/responses/UploadVersion"},
                  "500": {"$ref": "#/components/responses/UploadFault"},
                  "503": {"$ref": "#/components/responses/UploadUnavailable"}
                }
              }
            }
          }
        }
        """#)
}
