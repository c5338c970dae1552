import HTTPSupport

extension OpenAPIFragment {
    /// What every call can answer when it does not do what was asked, and what several calls share.
    static let filerAnswers = OpenAPIFragment(
        #"""
        {
          "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "parameters": {
              "FilerFirm": {
                "name": "atiId", "in": "path", "required": true, "description": "The firm's number",
                "schema": {"type": "integer", "format": "int32", "minimum": 1}
              },
              "FilerWidth": {
                "name": "w", "in": "query", "description": "Of images: pixels, at most. None is enlarged",
                "schema": {"enum": [64, 128, 256, 512, 1024]}
              },
              "FilerRaw": {
                "name": "raw", "in": "query", "description": "`1`: bytes, never Base64; anything else counts as no",
                "schema": {"type": "string", "examples": ["1"]}
              }
            },
            "responses": {
              "FilerInvalid": {
                "description": "The request is wrong; the reason says where",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/FilerFailure"},
                  "example": {
                    "error": "file.access",
                    "reason": "A file of the type Logo can only have the access_type Public."
                  }
                }}
              },
              "FilerUnauthenticated": {
                "description": "The token is not valid, or there is none where one is needed",
                "headers": {"WWW-Authenticate": {"required": true, "schema": {"const": "Bearer"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerNotInPlan": {
                "description": "The plan of the caller's firm does not include the call",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerForbidden": {
                "description": "Not for this caller, or the firm's storage is full (`file.quota`)",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerNotFound": {
                "description": "There is no such file, firm or contact",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/FilerFailure"},
                  "example": {"error": "file.unknown", "reason": "There is no file with this key."}
                }}
              },
              "FilerMethodNotAllowed": {
                "description": "The path does not take this method",
                "headers": {"Allow": {"required": true, "schema": {"type": "string", "examples": ["GET, HEAD"]}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerTooLarge": {
                "description": "The file or the body is larger than what is taken here",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerTooMany": {
                "description": "The contact asks more often than 10 times a second",
                "headers": {"Retry-After": {
                  "required": true, "description": "Seconds", "schema": {"type": "integer", "minimum": 1}
                }},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerFault": {
                "description": "A fault of the server's; its log has the request's id",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerTimeout": {
                "description": "What keeps or looks at files did not answer in time",
                "headers": {"Retry-After": {
                  "required": true, "description": "Seconds", "schema": {"type": "integer", "minimum": 1}
                }},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FilerFailure"}}}
              },
              "FilerPicture": {
                "description": "The picture; the default one where none is set",
                "content": {
                  "image/png": {}, "image/jpeg": {},
                  "application/json": {"schema": {"$ref": "#/components/schemas/FilerBytes"}}
                }
              },
              "FilerPart": {"description": "The part that `Range` asked for", "content": {"*/*": {}}},
              "FilerUnchanged": {"description": "As `If-None-Match` or `If-Modified-Since` says"},
              "FilerChanged": {"description": "Not as `If-Match` or `If-Unmodified-Since` says"},
              "FilerNoPart": {"description": "The file ends before the part that `Range` asked for"},
              "FilerDone": {
                "description": "Done",
                "content": {"application/json": {"schema": {"type": "null"}, "example": null}}
              }
            },
            "schemas": {
              "FilerFailure": {
                "type": "object", "additionalProperties": false, "required": ["error", "reason"],
                "properties": {
                  "error": {"type": "string", "minLength": 1, "description": "A stable word"},
                  "reason": {"type": "string", "minLength": 1}
                }
              },
              "FilerBytes": {
                "type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]*={0,2}$",
                "description": "The bytes; where `Accept` names `application/json` and not the file's own type",
                "examples": ["c3RyaW5n"]
              },
              "FilerBusinessType": {
                "enum": [
                  "FirmDocument", "Avatar", "Logo", "Load", "Orders", "CatalogsTrucks", "CatalogsDrivers"
                ]
              },
              "FilerAccessType": {
                "enum": ["Public", "Firm", "Contact", "Authorized"],
                "description": "Everybody, the uploader's firm, the uploader alone, everybody with a token"
              }
            }
          }
        }
        """#)
}
