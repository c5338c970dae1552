import HTTPSupport

extension OpenAPIFragment {
    /// `/api/notification`.
    static let brandNotifications = OpenAPIFragment(
        ##"""
        {
          "tags": [{"name": "notifications", "description": "What a sender of files is told."}],
          "paths": {
            "/api/notification": {
              \##(CallText.list(
                "notification", id: "listNotifications", summary: "What the caller was told, newest first",
                filters: [
                    CallText.filter(
                        "read", "Only those that are read, or only the others", schema: #"{"enum": ["true", "false"]}"#)
                ]))
            },
            "/api/notification/read": {
              "post": {
                "tags": ["notifications"], "operationId": "readNotifications", "summary": "Mark all as read",
                "security": [{"bearer": []}, {"apiKey": []}, {"basic": []}],
                "responses": {
                  "200": {"description": "How many were not", "content": {"application/json": {"schema": {
                    "type": "object", "required": ["response"], "additionalProperties": false,
                    "properties": {"response": {
                      "type": "object", "required": ["marked"], "additionalProperties": false,
                      "properties": {"marked": {"type": "integer", "minimum": 0}}
                    }}
                  }}}},
                  "401": {"$ref": "#/components/responses/BrandFile401"},
                  "403": {"$ref": "#/components/responses/BrandFile403"},
                  "405": {"$ref": "#/components/responses/BrandFile405"},
                  "500": {"$ref": "#/components/responses/BrandFile500"},
                  "503": {"$ref": "#/components/responses/BrandFile503"}
                }
              }
            },
            "/api/notification/{id}": {
              \##(CallText.get("notification", id: "getNotification", summary: "One of them")),
              \##(CallText.update(
                "notification", id: "markNotification", summary: "Mark it as read, or as unread again", body: change))
            }
          },
          "components": {"schemas": {
            "CatalogNotification": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "type", "status", "message", "data", "createdDate", "read", "readDate"],
              "properties": {
                "id": {"$ref": "#/components/schemas/BrandFileKey"},
                "type": {"type": "string", "examples": ["brand_file_processed", "brand_file_rejected"]},
                "status": {"enum": ["ok", "error"]}, "message": {"type": "string"},
                "data": {"type": "object", "description": "What is pushed on the user's channel too"},
                "createdDate": {"$ref": "#/components/schemas/BrandFileMoment"}, "read": {"type": "boolean"},
                "readDate": {"type": "string", "description": "Zeros while it is not read"}
              }
            }
          }}
        }
        """##)

    private static let change =
        #"{"type": "object", "required": ["read"], "properties": {"read": {"type": "boolean"}}}"#
}
