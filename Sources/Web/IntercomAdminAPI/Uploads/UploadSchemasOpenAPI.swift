import HTTPSupport

extension OpenAPIFragment {
    /// An upload as it is shown.
    static let uploadSchemas = OpenAPIFragment(
        #"""
        {
          "components": {
            "schemas": {
              "IntercomUpload": {
                "type": "object", "additionalProperties": false,
                "required": [
                  "id", "intercom", "state", "file_name", "progress", "changes", "errors", "error_count", "warnings",
                  "error_file_url", "created_at", "finished_at"
                ],
                "properties": {
                  "id": {"$ref": "#/components/schemas/IntercomNumber"},
                  "intercom": {"$ref": "#/components/schemas/IntercomNumber"},
                  "state": {
                    "enum": ["staged", "queued", "checking", "loading", "loaded", "rejected", "expired", "canceled"]
                  },
                  "file_name": {"type": "string", "minLength": 1, "examples": ["residents.xlsx"]},
                  "progress": {
                    "type": "object", "additionalProperties": false, "required": ["rows", "total"],
                    "properties": {
                      "rows": {"type": "integer", "minimum": 0, "description": "Rows read by the load so far"},
                      "total": {"type": "integer", "minimum": 0, "description": "0 where it is not known yet"}
                    }
                  },
                  "changes": {"$ref": "#/components/schemas/IntercomChanges"},
                  "errors": {
                    "type": "array", "maxItems": 1000, "description": "The first 1,000, by row and column",
                    "items": {"$ref": "#/components/schemas/IntercomCellProblem"}
                  },
                  "error_count": {"type": "integer", "minimum": 0, "description": "All wrong cells"},
                  "warnings": {"type": "array", "items": {"type": "string"}},
                  "error_file_url": {
                    "type": ["string", "null"], "format": "uri",
                    "description": "A signed link to the marked workbook, new each time; null where there is none"
                  },
                  "created_at": {"$ref": "#/components/schemas/IntercomInstant"},
                  "finished_at": {"anyOf": [{"$ref": "#/components/schemas/IntercomInstant"}, {"type": "null"}]}
                },
                "allOf": [{
                  "if": {"properties": {"state": {"const": "loaded"}}},
                  "then": {"properties": {
                    "changes": {"type": "object"}, "finished_at": {"type": "string"}, "error_count": {"const": 0}
                  }}
                }, {
                  "if": {"properties": {"state": {"enum": ["rejected", "canceled"]}}},
                  "then": {"properties": {"finished_at": {"type": "string"}}}
                }]
              },
              "IntercomCellProblem": {
                "type": "object", "additionalProperties": false,
                "required": ["sheet", "cell", "column", "value", "code", "message"],
                "properties": {
                  "sheet": {"type": "string", "examples": ["Summary"]},
                  "cell": {"type": "string", "pattern": "^[A-Z]{1,3}[1-9][0-9]{0,6}$", "examples": ["B2"]},
                  "column": {"type": "string", "description": "The column's header as the sheet has it"},
                  "value": {"type": "string", "maxLength": 200, "description": "What stands in the cell"},
                  "code": {"$ref": "#/components/schemas/IntercomProblemCode"},
                  "message": {"type": "string", "minLength": 1, "description": "What is wrong, and how to mend it"}
                }
              },
              "IntercomProblemCode": {
                "enum": [
                  "apartment.date", "apartment.not-printable", "apartment.not-whole-number", "apartment.out-of-range",
                  "apartment.required", "apartment.too-long", "cell.error-value", "cell.formula-without-value",
                  "column.duplicate", "column.missing", "flag.conflict", "flag.format", "flag.without-user",
                  "key.duplicate", "key.format", "key.number-too-long", "landline.conflict", "landline.format",
                  "name.conflict", "name.not-printable", "name.too-long", "sip.conflict", "sip.format", "user.format"
                ]
              }
            }
          }
        }
        """#)
}
