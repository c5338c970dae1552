import HTTPSupport

extension OpenAPIFragment {
    /// Keychains, virtual keys, codes and what opened doors.
    static let accessKeys = OpenAPIFragment(
        [keychain, virtualKey, pin, doorRelease, doorRequest],
        paths: [
            keychain.listed(at: "/v3/keychains", "listKeychains"),
            keychain.listed(at: "/v3/access_codes", "listAccessCodes"),
            keychain.made(at: "/v3/keychains/custom", "createCustomKeychain", "Makes one between two moments"),
            keychain.made(at: "/v3/keychains/one_time", "createOneTimeKeychain", "Makes one whose keys open once"),
            keychain.made(at: "/v3/keychains/recurring", "createRecurringKeychain", "Makes one for hours of weekdays"),
            DescribedResource.path(
                "/v3/keychains/{keychain}", [DescribedResource.inPath("keychain")],
                [
                    #""get": \#(keychain.operation("getKeychain", "Shows one", query: keychain.itemQuery, answers: "200", "Document"))"#,
                    #""delete": \#(keychain.operation("deleteKeychain", "Takes one away, and its keys", answers: "204", nil))"#,
                ]),
            DescribedResource.path(
                "/v3/keychains/{keychain}/virtual_keys", [DescribedResource.inPath("keychain")],
                [
                    #""post": \#(DescribedResource.saying("createVirtualKeys", "Makes a key for each recipient", "virtual_keys", #"{"recipients": \#(recipients)}"#, answer: keysMade))"#
                ]),
            DescribedResource.path(
                "/v3/keychains/{keychain}/virtual_keys/{virtual_key}",
                [DescribedResource.inPath("keychain"), DescribedResource.inPath("virtual_key")],
                [#""delete": \#(virtualKey.operation("deleteVirtualKey", "Takes one away", answers: "204", nil))"#]),
            DescribedResource.path(
                "/v3/pins/{tenant}", [DescribedResource.inPath("tenant")],
                [
                    #""get": \#(pin.operation("getPin", "The code of a tenant; null where there is none", answers: "200", "Document"))"#
                ]),
        ]
            + pin.codes(at: "/v3/pins", "Pin", "Gives a tenant a code")
            + pin.codes(at: "/v3/pins/set", "PinToo", "The same as /v3/pins")
            + pin.codes(
                at: "/v3/pins/combine", "CombinedPin", "Gives one code to all homes of a tenant's user in the building")
            + [
                doorRelease.listed(at: "/v3/door_releases", "listDoorReleases"),
                doorRelease.listed(at: "/v3/me/door_releases", "listMyDoorReleases"),
                doorRequest.made(at: "/v3/me/open_door", "openDoor", "Opens a door, every time it is asked"),
            ])

    private static let moment = ##"{"$ref": "#/components/schemas/AccessMoment"}"##
    private static let perhaps = #"{"type": ["string", "null"]}"#
    private static let recipients = """
        {"type": "array", "maxItems": 50, "items": {"anyOf": [{"type": "string", "format": "email"},
          {"type": "object", "required": ["deliver_to"], "properties": {
            "name": {"type": "string", "maxLength": 100}, "deliver_to": {"type": "string", "format": "email"}}}]}}
        """

    private static let keysMade = """
        "201": {"description": "The keys", "content": {"application/vnd.api+json": {"schema": {
          "$ref": "#/components/schemas/AccessVirtualKeyList"}}}}
        """

    private static let keychain = DescribedResource(
        "Keychain", "keychains", about: "Keys for visitors: what they open, and when",
        attributes: """
            {"name": {"type": "string"}, "weekdays": {"type": "array", "items": {"type": "string"}},
             "starts_at": \(moment), "ends_at": \(moment), "time_from": {"type": "string"},
             "time_to": {"type": "string"}, "kind": {"enum": ["custom", "one_time", "recurring"]},
             "start_date": {"type": "string"}, "end_date": {"type": "string"},
             "allow_unit_access": {"type": "boolean"}, "created_at": \(moment), "updated_at": \(moment)}
            """,
        writable: """
            {"name": {"type": "string", "minLength": 1, "maxLength": 100}, "starts_at": {"type": "string", "format": "date-time"},
             "ends_at": {"type": "string", "format": "date-time"}, "start_date": {"type": "string", "format": "date"},
             "end_date": {"type": "string", "format": "date"},
             "time_from": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
             "time_to": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
             "weekdays": {"type": "array", "items": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}},
             "allow_unit_access": {"type": "boolean"}, "recipients": \(recipients)}
            """, ties: ["tenant", "unit"], filters: ["unit", "tenant", "status"],
        sorts: ["created_at", "name", "starts_at", "ends_at"],
        includes: ["virtual_keys", "virtual_keys.door_releases", "virtual_keys.door_releases.panel", "devices"],
        calls: [.list, .create, .show], isAtItsPath: false)

    private static let virtualKey = DescribedResource(
        "VirtualKey", "virtual_keys", about: "A visitor's key: a PIN and a QR code that are sent to somebody",
        attributes: """
            {"name": {"type": "string"}, "qr_code_image_url": {"type": "string"}, "instructions_url": {"type": "string"},
             "email": \(perhaps), "sms_number": \(perhaps), "pin": \(perhaps), "used_at": \(perhaps),
             "one_time_key_used_at": \(perhaps), "sent_at": \(perhaps), "synced_with_remote_lock": {"type": "boolean"}}
            """,
        calls: [.list], isAtItsPath: false)

    private static let pin = DescribedResource(
        "Pin", "pins", about: "The code of a tenant, by the tenant's id", attributes: #"{"code": \#(perhaps)}"#,
        calls: [.show], isAtItsPath: false)

    private static let doorRelease = DescribedResource(
        "DoorRelease", "door_releases", about: "An opening of a door",
        attributes: """
            {"release_method": {"type": "string"}, "door_release_type": {"enum": ["visitor", "delivery"]},
             "panel_user_type": {"type": "string"}, "call_guid": \(perhaps), "delivery_guid": \(perhaps),
             "name": \(perhaps), "created_at": \(moment), "logged_at": \(moment), "thumb_url": \(perhaps),
             "medium_url": \(perhaps)}
            """,
        filters: ["unit", "user", "panel", "release_method", "door_release_type", "panel_user_type"],
        sorts: ["created_at", "name", "logged_at"], includes: ["unit", "user", "panel", "device"], calls: [.list],
        isAtItsPath: false)

    private static let doorRequest = DescribedResource(
        "DoorReleaseRequest", "door_release_requests", about: "That an app opened a door",
        attributes: """
            {"guid": {"type": "string"}, "release_method": {"type": "string"}, "created_at": \(moment),
             "updated_at": \(moment)}
            """,
        writable: """
            {"release_method": {"enum": ["front_door_view", "bluetooth", "swipe_to_open", "mobile"]}}
            """, ties: ["panel", "device", "unit"], calls: [.create], isAtItsPath: false)
}

extension DescribedResource {
    /// The list of them at a path.
    func listed(at path: String, _ id: String) -> String {
        DescribedResource.path(
            path, [], [#""get": \#(operation(id, "Lists \(type)", query: listQuery, answers: "200", "List"))"#])
    }

    /// Making one at a path.
    func made(at path: String, _ id: String, _ summary: String) -> String {
        DescribedResource.path(
            path, [], [#""post": \#(operation(id, summary, takes: true, answers: "201", "Document"))"#])
    }

    /// Both ways to send a code to a path.
    fileprivate func codes(at path: String, _ id: String, _ summary: String) -> [String] {
        let done = #""204": {"description": "Done"}"#
        let code = """
            {"id": {"type": "integer", "minimum": 1}, "code": {"type": "string", "pattern": "^[0-9]{6}$"}}
            """
        return [
            DescribedResource.path(
                path, [],
                [
                    #""post": \#(DescribedResource.saying("set\(id)", summary, type, code, answer: done))"#,
                    #""put": \#(DescribedResource.saying("put\(id)", "The same as POST", type, code, answer: done))"#,
                ])
        ]
    }
}
