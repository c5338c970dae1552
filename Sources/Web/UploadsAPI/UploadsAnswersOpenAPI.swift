import HTTPSupport

extension OpenAPIFragment {
    /// What the calls on uploads share.
    static let uploadAnswers = OpenAPIFragment(
        #"""
        {
          "components": {
            "securitySchemes": {
              "uploadLink": {
                "type": "apiKey", "in": "query", "name": "link", "description": "The secret of a link for one upload"
              }
            },
            "parameters": {
              "TusResumable": {
                "name": "Tus-Resumable", "in": "header", "required": true, "schema": {"type": "string", "enum": ["1.0.0"]}
              },
              "UploadKey": {
                "name": "uploadKey", "in": "path", "required": true,
                "schema": {"type": "string", "pattern": "^[0-9a-f]{24}$"}
              },
              "UploadChecksum": {
                "name": "Upload-Checksum", "in": "header", "description": "Of the bytes of this request",
                "schema": {"type": "string", "pattern": "^sha(1|256) [A-Za-z0-9+/]+={0,2}$"},
                "example": "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="
              }
            },
            "headers": {
              "TusResumable": {"required": true, "schema": {"const": "1.0.0"}},
              "UploadOffset": {"required": true, "schema": {"type": "string", "pattern": "^[0-9]+$"}},
              "UploadExpires": {
                "required": true, "description": "As an HTTP date", "schema": {"type": "string"}
              },
              "UploadResult": {
                "description": "What the surface of the target would have answered, as JSON in ASCII",
                "schema": {"type": "string"}
              }
            },
            "responses": {
              "UploadMethodNotAllowed": {
                "description": "The path does not take this method",
                "headers": {"Allow": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {
                  "type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}
                }}}
              },
              "UploadTargetRefusal": {
                "description": "Refused: in the form of the target's surface, or in ours",
                "content": {"application/json": {"schema": {"anyOf": [
                  {"$ref": "#/components/schemas/UploadFailure"}, {"type": "object"}
                ]}}}
              },
              "UploadUnauthenticated": {
                "description": "No token or link, or none that is in force",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "unauthenticated", "message": "Unauthenticated."}
                }}
              },
              "UploadUnknown": {
                "description": "Nothing of this caller is here",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.unknown", "message": "There is no upload here."}
                }}
              },
              "UploadNotWhole": {
                "description": "Bytes are missing, or it is a part",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.not-whole", "message": "The bytes can be had once the upload is whole, and not of a partial one."}
                }}
              },
              "UploadGone": {
                "description": "It has expired, was refused, was taken back or was used",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.gone", "message": "This upload has expired, was refused or was taken back. Begin a new one."}
                }}
              },
              "UploadVersion": {
                "description": "Another version of tus",
                "headers": {"Tus-Version": {"required": true, "schema": {"const": "1.0.0"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.version", "message": "tus 1.0.0 is spoken here. Say so in the header Tus-Resumable."}
                }}
              },
              "UploadTooLarge": {
                "description": "More bytes than are taken",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.too-long", "message": "These are more bytes than were announced. The rest was not taken."}
                }}
              },
              "UploadMediaType": {
                "description": "The bytes come as something else",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.media-type", "message": "The bytes of an upload come as application/offset+octet-stream."}
                }}
              },
              "UploadLocked": {
                "description": "Somebody is writing",
                "headers": {"Retry-After": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.locked", "message": "Somebody is writing to this upload. Wait until that has ended, then ask for the offset and go on there."}
                }}
              },
              "UploadTooMany": {
                "description": "Too many uploads miss bytes",
                "headers": {"Retry-After": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.too-many", "message": "You have 1000 uploads that miss bytes. End or delete some of them first."}
                }}
              },
              "UploadChecksumMismatch": {
                "description": "The bytes have another checksum; none were kept",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "upload.checksum", "message": "The bytes do not have this checksum. Nothing was kept of them; send them again."}
                }}
              },
              "UploadFault": {
                "description": "A fault of the server's",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "internal", "message": "Something went wrong on our side. Try again; the log has the request's id."}
                }}
              },
              "UploadUnavailable": {
                "description": "Too busy, or a part of the server does not answer",
                "headers": {"Retry-After": {"required": true, "schema": {"type": "string"}}},
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "storage.unavailable", "message": "The database is busy. Nothing was changed; try again shortly."}
                }}
              },
              "UploadFull": {
                "description": "There is no room left",
                "content": {"application/json": {
                  "schema": {"$ref": "#/components/schemas/UploadFailure"},
                  "example": {"code": "file.quota", "message": "There is not enough storage left for this file of 1 MiB. Delete files, or ask for more."}
                }}
              }
            },
            "schemas": {
              "UploadFailure": {
                "type": "object", "additionalProperties": false, "required": ["code", "message"],
                "properties": {
                  "code": {"type": "string"}, "message": {"type": "string"}, "request_id": {"type": "string"}
                }
              }
            }
          }
        }
        """#)
}
