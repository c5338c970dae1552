import HTTPSupport

extension OpenAPIFragment {
    /// Calls, what apps say during them, and messages.
    static let accessCalls = OpenAPIFragment(
        [call, callStatus, message],
        paths: [
            call.listed(at: "/v3/me/calls", "listMyCalls"), message.listed(at: "/v3/me/messages", "listMyMessages"),
            DescribedResource.path(
                "/v3/me/calls/{guid}/status", [guid],
                [
                    #""get": \#(callStatus.operation("getCallStatus", "How far a call is; the call comes with it", query: callStatus.itemQuery, answers: "200", "Document"))"#
                ]),
            DescribedResource.path(
                "/v3/me/calls/{guid}/token", [guid],
                [
                    #""post": \#(DescribedResource.saying("createCallToken", "A token for the room of a call", "token", #"{"device_uuid": {"type": "string", "minLength": 1, "maxLength": 100}}"#, answer: token))"#
                ]),
        ]
            + [
                ("is_active", "IsActive", "Says that somebody is there"),
                ("call_accepted", "CallAccepted", "Says that the call is taken"),
                ("toggle_camera", "CameraToggled", "Turns the camera on or off"),
                ("open_door", "DoorOpened", "Opens the door during the call"),
                ("call_ended", "CallEnded", "Declines the call, or ends it"),
            ].map { word, id, summary in
                DescribedResource.path(
                    "/v3/notifications/\(word)", [],
                    [
                        #""post": \#(DescribedResource.saying("tell\(id)", summary, "notifications", notification, answer: nothing))"#
                    ])
            })

    private static let guid = #"{"name": "guid", "in": "path", "required": true, "schema": {"type": "string"}}"#
    private static let moment = ##"{"$ref": "#/components/schemas/AccessMoment"}"##
    private static let perhaps = #"{"type": ["string", "null"]}"#
    private static let nothing = #""204": {"description": "Done, or too late to have an effect"}"#
    private static let token = """
        "201": {"description": "By who carries the video", "content": {"application/vnd.api+json": {"schema": {
          "type": "object", "required": ["tokens"], "properties": {"tokens": {"type": "object",
            "additionalProperties": {"type": "string"}}}}}}}
        """
    private static let notification = """
        {"panel_id": {"type": "integer"}, "source_id": {"type": "integer", "description": "Another name of panel_id"},
         "call_guid": {"type": "string"}, "video": {"type": "boolean"}, "audio": {"type": "boolean"}}
        """

    private static let call = DescribedResource(
        "Call", "calls", about: "A visitor who rang",
        attributes: """
            {"guid": {"type": "string"}, "call_type": {"enum": ["voip", "mobile"]},
             "notification_type": {"enum": ["visitor", "delivery"]}, "status": {"type": "string"},
             "display_status": {"type": "string"}, "panel_id": {"type": "integer"}, "panel_name": {"type": "string"},
             "panel_user_type": {"type": "string"}, "provider": {"enum": ["internal", "twilio"]},
             "thumb_url": \(perhaps), "medium_url": \(perhaps), "created_at": \(moment), "logged_at": \(moment)}
            """,
        filters: ["unit", "notification_type", "call_type", "guid"],
        sorts: ["created_at", "logged_at", "notification_type", "call_type"], includes: ["panel", "unit"],
        calls: [.list], isAtItsPath: false)

    private static let callStatus = DescribedResource(
        "CallStatus", "call_statuses", about: "How far a call is",
        attributes: """
            {"status": {"type": "string"}, "multiple_devices": {"type": "boolean"}, "created_at": \(moment)}
            """, includes: ["call", "call.panel", "call.unit"], calls: [.show], isAtItsPath: false)

    private static let message = DescribedResource(
        "Message", "messages", about: "What a visitor left",
        attributes: """
            {"message_type": {"enum": ["text", "voice"]}, "body": \(perhaps), "audio_url": \(perhaps),
             "thumb_url": \(perhaps), "medium_url": \(perhaps), "created_at": \(moment)}
            """,
        filters: ["unit", "message_type"], sorts: ["created_at", "message_type"], includes: ["unit", "panel"],
        calls: [.list], isAtItsPath: false)
}

extension DescribedResource {
    /// A call whose body is no resource that can be asked for.
    static func saying(
        _ id: String, _ summary: String, _ type: String, _ attributes: String, answer: String
    ) -> String {
        """
        {"tags": ["access"], "operationId": "\(id)", "summary": "\(summary)", "security": [{"bearer": []}],
          "requestBody": {"required": true, "content": {"application/vnd.api+json": {"schema": {
            "type": "object", "required": ["data"], "properties": {"data": {"type": "object",
              "required": ["type", "attributes"], "properties": {"type": {"const": "\(type)"}, "id": {"type": "string"},
                "attributes": {"type": "object", "properties": \(attributes)}}}}}}}},
          "responses": {\(answer),
            "400": {"$ref": "#/components/responses/AccessMalformed"},
            "401": {"$ref": "#/components/responses/AccessUnauthenticated"},
            "403": {"$ref": "#/components/responses/AccessForbidden"},
            "404": {"$ref": "#/components/responses/AccessUnknown"},
            "409": {"$ref": "#/components/responses/AccessConflict"},
            "413": {"$ref": "#/components/responses/AccessTooLarge"},
            "422": {"$ref": "#/components/responses/AccessInvalid"},
            "429": {"$ref": "#/components/responses/AccessTooMany"}}}
        """
    }
}
