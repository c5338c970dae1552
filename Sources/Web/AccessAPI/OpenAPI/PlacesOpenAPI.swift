import HTTPSupport

extension OpenAPIFragment {
    /// `/v3/me`, buildings, zones, units, tenants, panels and roles.
    static let accessPlaces = OpenAPIFragment(
        [user, building, zone, unit, tenant, panel, role],
        paths: [
            DescribedResource.path(
                "/v3/me", [],
                ["\"get\": \(me)", "\"patch\": \(change("updateMe"))", "\"put\": \(change("putMe"))"]),
            DescribedResource.path("/v3/devices", [], ["\"get\": \(devices)"]),
            DescribedResource.path(
                "/v3/panels/{panel}/token", [DescribedResource.inPath("panel")], ["\"post\": \(token)"]),
        ])

    private static var me: String {
        user.operation("getMe", "Who asks", query: user.itemQuery, answers: "200", "Document")
    }

    private static func change(_ id: String) -> String {
        user.operation(id, "Changes what is sent", takes: true, answers: "200", "Document")
    }

    private static var devices: String {
        panel.operation(
            "listDevices", "Lists panels that the caller opens or administers", query: panel.itemQuery, answers: "200",
            "List")
    }

    private static var token: String {
        panel.operation("renewPanelToken", "Makes a new token, shown here alone", answers: "201", "Document")
    }

    private static let moments = """
        "created_at": {"$ref": "#/components/schemas/AccessMoment"},
        "updated_at": {"$ref": "#/components/schemas/AccessMoment"}
        """

    private static let user = DescribedResource(
        "User", "users", about: "A person",
        attributes: """
            {"name": {"type": ["string", "null"]}, "first_name": {"type": ["string", "null"]},
             "last_name": {"type": ["string", "null"]}, "email": {"type": ["string", "null"]},
             "phone_number": {"type": ["string", "null"]}, "contact_preference": {"enum": ["mobile_app", "phone_call"]},
             "xmpp_username": {"type": "string"}, "avatar": {"type": "object", "properties": {
               "thumb_url": {"type": ["string", "null"]}, "medium_url": {"type": ["string", "null"]}}}, \(moments)}
            """,
        writable: """
            {\(person), "avatar": \(DescribedResource.picture), "remove_avatar": {"type": "boolean"}}
            """,
        pictures: ["avatar"],
        includes: [
            "tenants", "tenants.building", "tenants.unit", "tenants.panels", "tenants.devices", "buildings", "units",
        ], calls: [.update], isAtItsPath: false)

    private static let person = """
        "name": {"type": "string", "maxLength": 90}, "first_name": {"type": ["string", "null"], "maxLength": 40},
         "last_name": {"type": ["string", "null"], "maxLength": 40}, "phone_number": {"type": ["string", "null"]},
         "contact_preference": {"enum": ["mobile_app", "phone_call"]}
        """

    private static let building = DescribedResource(
        "Building", "buildings", about: "A house; its code is shown to its administrators alone",
        attributes: """
            {"guid": {"type": "string"}, "name": {"type": "string"}, "time_zone": {"type": "string"},
             "display_name_strategy": {"type": "string"}, "qr_key_enabled": {"type": "boolean"},
             "open_door_button_enabled": {"type": "boolean"}, "send_panel_status_report": {"type": "boolean"},
             "door_release_pin": {"type": ["string", "null"]}, "building_type": {"type": ["string", "null"]},
             "in_unit_phone_number": {"type": ["string", "null"]}, "address_1": {"type": ["string", "null"]},
             "address_2": {"type": ["string", "null"]}, "city": {"type": ["string", "null"]},
             "state": {"type": ["string", "null"]}, "zip_code": {"type": ["string", "null"]},
             "country": {"type": ["string", "null"]}, "phone_number": {"type": ["string", "null"]},
             "panel_logo_url": {"type": ["string", "null"]}, "mobile_logo_url": {"type": ["string", "null"]},
             \(moments)}
            """,
        writable: """
            {"name": {"type": "string", "minLength": 1, "maxLength": 200},
             "time_zone": {"enum": ["UTC", "America/New_York", "Europe/Copenhagen"]},
             "building_type": {"type": ["string", "null"], "maxLength": 100},
             "display_name_strategy": {"enum": ["building", "custom", "first_name_and_last_name",
               "first_name_initial_and_last_name", "anonymous", "first_name_and_last_name_initial"]},
             "send_panel_status_report": {"type": "boolean"}, "qr_key_enabled": {"type": "boolean"},
             "open_door_button_enabled": {"type": "boolean"},
             "door_release_pin": {"type": ["string", "null"], "pattern": "^[0-9]{4,10}$"},
             "in_unit_phone_number": {"type": ["string", "null"], "maxLength": 100},
             "address_1": {"type": ["string", "null"], "maxLength": 500},
             "address_2": {"type": ["string", "null"], "maxLength": 500},
             "city": {"type": ["string", "null"], "maxLength": 100},
             "state": {"type": ["string", "null"], "maxLength": 100},
             "zip_code": {"type": ["string", "null"], "maxLength": 100},
             "country": {"type": ["string", "null"], "maxLength": 100},
             "phone_number": {"type": ["string", "null"], "maxLength": 100},
             "panel_logo": \(DescribedResource.picture), "remove_panel_logo": {"type": "boolean"},
             "mobile_logo": \(DescribedResource.picture), "remove_mobile_logo": {"type": "boolean"},
             "organization_id": {"type": "integer", "description": "For who administers several organizations"}}
            """, pictures: ["panel_logo", "mobile_logo"], sorts: ["name", "created_at"], includes: ["zones", "panels"],
        calls: [.list, .create, .show, .update])

    private static let zone = DescribedResource(
        "Zone", "zones", about: "A part of a building",
        attributes: #"{"name": {"type": "string"}, "zone_type": {"type": ["string", "null"]}, \#(moments)}"#,
        writable: """
            {"name": {"type": "string", "minLength": 1, "maxLength": 200},
             "zone_type": {"type": ["string", "null"], "maxLength": 100}}
            """, ties: ["building"], filters: ["building"], sorts: ["name", "created_at"], includes: ["building"])

    private static let unit = DescribedResource(
        "Unit", "units", about: "An apartment, by a label that it has alone in its building",
        attributes: """
            {"label": {"type": "string"}, "unit_type": {"type": ["string", "null"]},
             "floor": {"type": ["string", "null"]}, \(moments)}
            """,
        writable: """
            {"label": {"type": "string", "minLength": 1, "maxLength": 50},
             "unit_type": {"type": ["string", "null"], "maxLength": 100},
             "floor": {"type": ["string", "null"], "maxLength": 100}}
            """, ties: ["zone"], filters: ["building", "zone"], sorts: ["label", "created_at"],
        includes: ["zone", "zone.building", "building"])

    private static let tenant = DescribedResource(
        "Tenant", "tenants", about: "Who lives where",
        attributes: """
            {"first_name": {"type": ["string", "null"]}, "last_name": {"type": ["string", "null"]},
             "name": {"type": ["string", "null"]}, "email": {"type": ["string", "null"]},
             "phone_number": {"type": ["string", "null"]}, "contact_preference": {"enum": ["mobile_app", "phone_call"]},
             "active_at": {"$ref": "#/components/schemas/AccessMoment"}, \(moments)}
            """,
        writable: """
            {"email": {"type": "string", "format": "email"},
             "first_name": {"type": ["string", "null"], "maxLength": 40},
             "last_name": {"type": ["string", "null"], "maxLength": 40}, "phone_number": {"type": ["string", "null"]}}
            """, ties: ["unit"], filters: ["building", "unit"], sorts: ["name", "created_at"],
        includes: ["user", "unit", "unit.zone", "building", "panels", "devices"])

    private static let panel = DescribedResource(
        "Panel", "panels", about: "A device at a door",
        attributes: """
            {"name": {"type": "string"}, "enabled": {"type": "boolean"}, "nfc": {"type": "object"},
             "serial_number": {"type": "string"},
             "token": {"type": "string", "description": "Shown where it is made, and never again"}, \(moments)}
            """,
        writable: """
            {"name": {"type": "string", "minLength": 1, "maxLength": 200}, "enabled": {"type": "boolean"}}
            """, ties: ["building"], filters: ["building"], sorts: ["name", "created_at"], includes: ["building"])

    private static let role = DescribedResource(
        "Role", "roles", about: "That somebody administers a unit, a zone or a building",
        attributes: ##"{"role": {"type": "string"}, "created_at": {"$ref": "#/components/schemas/AccessMoment"}}"##,
        writable: """
            {"role": {"enum": ["unit_admin", "zone_admin", "building_admin"]},
             "email": {"type": "string", "format": "email", "description": "Instead of the relationship user"}}
            """, ties: ["user", "unit", "zone", "building"], filters: ["building", "user"],
        includes: ["user", "unit", "zone", "building"], calls: [.list, .create, .show, .delete])
}
