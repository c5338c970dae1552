import HTTPSupport

extension OpenAPIFragment {
    static let documentContents = OpenAPIFragment(
        #"""
        {
          "paths": {
            "/file/{id}/content": {"get": {
              "tags": ["documents"], "operationId": "getDocumentContent", "summary": "A document's bytes",
              "description": "Images and PDFs are shown by browsers, everything else is saved. A HEIC or TIFF image comes as a \#
        JPEG where `Accept` takes that and not the image's own type.",
              "security": [{"bearer": []}, {"queryToken": []}],
              "parameters": [
                {"$ref": "#/components/parameters/DocumentId"},
                {"name": "forcedownload", "in": "query", "description": "`true`: saved, whatever it is",
                  "schema": {"enum": ["true", "false"]}},
                {"name": "w", "in": "query", "description": "An image in this width, unless it is smaller anyway",
                  "schema": {"enum": [64, 128, 256, 512, 1024]}}
              ],
              "responses": {
                "200": {"description": "All of them", "content": {"*/*": {}}},
                "206": {"description": "The ranges that were asked for", "content": {"*/*": {}}},
                "304": {"description": "The client has them already"},
                "401": {"$ref": "#/components/responses/DocumentUnauthenticated"},
                "403": {"$ref": "#/components/responses/DocumentForbidden"},
                "404": {"$ref": "#/components/responses/DocumentNotFound"},
                "405": {"$ref": "#/components/responses/DocumentMethodNotAllowed"},
                "412": {"description": "It is not the one that the client has"},
                "416": {"description": "It does not reach that far"},
                "422": {"$ref": "#/components/responses/DocumentInvalid"},
                "500": {"$ref": "#/components/responses/DocumentFault"},
                "503": {"$ref": "#/components/responses/DocumentUnavailable"}
              }
            }}
          },
          "components": {"schemas": {
            "DocumentSuccess": {
              "type": "object", "required": ["success"], "additionalProperties": false,
              "properties": {"success": {"const": true}}
            },
            "DocumentAccess": {
              "enum": ["ALL", "CUSTOMER", "EMPLOYEE", "RESELLER"], "default": "CUSTOMER",
              "description": "Who may see it: everybody who can see the customer; the customer's viewers and up; the uploader; the resellers above"
            },
            "DocumentType": {"enum": ["PORTING", "INTERNET", "AUDIO", "IMAGE", "DOC", "FOLDER", "OTHER"]},
            "Document": {
              "type": "object",
              "required": ["_id", "filename", "fileId", "size", "filetype", "folder", "employee", "customer", "type",
                "width", "height", "description", "date", "lastUpdated", "accessLevel"],
              "properties": {
                "_id": {"$ref": "#/components/schemas/ObjectID"},
                "filename": {"type": "string"},
                "fileId": {"anyOf": [{"$ref": "#/components/schemas/ObjectID"}, {"type": "null"}]},
                "size": {"type": "integer", "description": "In bytes"},
                "filetype": {"type": ["string", "null"], "examples": ["pdf"]},
                "folder": {"anyOf": [{"$ref": "#/components/schemas/ObjectID"}, {"type": "null"}]},
                "employee": {"$ref": "#/components/schemas/ObjectID"},
                "customer": {"$ref": "#/components/schemas/ObjectID"},
                "type": {"$ref": "#/components/schemas/DocumentType"},
                "width": {"type": ["integer", "null"], "description": "In pixels"},
                "height": {"type": ["integer", "null"], "description": "In pixels"},
                "description": {"type": ["string", "null"]},
                "date": {"type": "string", "format": "date-time"},
                "lastUpdated": {"type": "string", "format": "date-time"},
                "accessLevel": {"$ref": "#/components/schemas/DocumentAccess"}
              }
            }
          }}
        }
        """#)
}
