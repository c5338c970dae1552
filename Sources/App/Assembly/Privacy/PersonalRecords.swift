import Access
public import Basics
public import Identity
import Notifications
import Storage

/// What this installation keeps of one person, room by room: the one place that knows all of it.
///
/// Secrets are left out: digests, sealed PINs, password hashes. So is what belongs to others.
struct PersonalRecords: Sendable {
    /// One kind of record of a person.
    struct Section: Sendable {
        let name: String
        /// The tables that it reads.
        let statement: @Sendable (ID<User>) -> SQL
    }

    static let sections: [Section] = [
        Section(name: "account") {
            """
            SELECT id, login, name, first_name, last_name, phone_number, contact_preference, created_at, updated_at,
                revoked_at
            FROM user_account WHERE id = \($0)
            """
        },
        Section(name: "memberships") {
            """
            SELECT membership.organization_id, organization.name AS organization, membership.level,
                membership.department, membership.rights, membership.created_at
            FROM membership JOIN organization ON organization.id = membership.organization_id
            WHERE membership.user_id = \($0)
            """
        },
        Section(name: "tokens") {
            """
            SELECT id, organization_id, label, permissions, created_at, expires_at, revoked_at FROM token
            WHERE user_id = \($0)
            """
        },
        Section(name: "programs") {
            """
            SELECT oauth_grant.id, oauth_client.name AS program, oauth_grant.scopes, oauth_grant.created_at,
                oauth_grant.used_at, oauth_grant.revoked_at
            FROM oauth_grant JOIN oauth_client ON oauth_client.id = oauth_grant.client_id
            WHERE oauth_grant.user_id = \($0)
            """
        },
        Section(name: "browsers") {
            "SELECT created_at, expires_at FROM browser_session WHERE user_id = \($0)"
        },
        Section(name: "tenancies") {
            """
            SELECT tenant.id, unit.label AS unit, building.name AS building, building.address,
                tenant.pin_id IS NOT NULL AS has_pin, tenant.created_at, tenant.moved_out_at
            FROM tenant JOIN unit ON unit.id = tenant.unit_id JOIN zone ON zone.id = unit.zone_id
            JOIN building ON building.id = zone.building_id WHERE tenant.user_id = \($0)
            """
        },
        Section(name: "roles") {
            "SELECT role, unit_id, zone_id, building_id, created_at FROM access_role WHERE user_id = \($0)"
        },
        Section(name: "keys") {
            "SELECT id, panel_id, unit_id, code, created_at FROM rfid_key WHERE user_id = \($0)"
        },
        Section(name: "keychains") {
            """
            SELECT keychain.id, keychain.name, keychain.kind, keychain.starts_at, keychain.ends_at, keychain.created_at,
                keychain.revoked_at
            FROM tenant JOIN keychain ON keychain.tenant_id = tenant.id WHERE tenant.user_id = \($0)
            """
        },
        Section(name: "virtual_keys") {
            """
            SELECT virtual_key.id, virtual_key.keychain_id, virtual_key.name, virtual_key.recipient,
                virtual_key.sent_at, virtual_key.used_at, virtual_key.revoked_at, virtual_key.created_at
            FROM tenant JOIN keychain ON keychain.tenant_id = tenant.id
            JOIN virtual_key ON virtual_key.keychain_id = keychain.id WHERE tenant.user_id = \($0)
            """
        },
        Section(name: "keys_received") {
            """
            SELECT virtual_key.id, virtual_key.name, virtual_key.sent_at, virtual_key.used_at, virtual_key.revoked_at,
                virtual_key.created_at
            FROM user_account JOIN virtual_key ON virtual_key.recipient = user_account.login
            WHERE user_account.id = \($0)
            """
        },
        Section(name: "openings") {
            """
            SELECT id, building_id, panel_id, unit_id, release_method, door_release_type, name, logged_at
            FROM door_release WHERE user_id = \($0) ORDER BY id
            """
        },
        Section(name: "calls_to_units") {
            """
            SELECT door_call.guid, door_call.panel_id, door_call.unit_id, door_call.status, door_call.created_at
            FROM tenant JOIN door_call ON door_call.unit_id = tenant.unit_id
            WHERE tenant.user_id = \($0) AND door_call.created_at >= tenant.created_at
                AND (tenant.moved_out_at IS NULL OR door_call.created_at < tenant.moved_out_at)
            """
        },
        Section(name: "messages_to_units") {
            """
            SELECT door_message.id, door_message.panel_id, door_message.unit_id, door_message.body,
                door_message.created_at
            FROM tenant JOIN door_message ON door_message.unit_id = tenant.unit_id
            WHERE tenant.user_id = \($0) AND door_message.created_at >= tenant.created_at
                AND (tenant.moved_out_at IS NULL OR door_message.created_at < tenant.moved_out_at)
            """
        },
        Section(name: "integrations") {
            """
            SELECT integration.guid, integration.url, integration.method, integration.enabled, integration.created_at
            FROM tenant JOIN integration ON integration.tenant_id = tenant.id WHERE tenant.user_id = \($0)
            """
        },
        Section(name: "trail") {
            "SELECT method, target, status, times, created_at FROM access_trail WHERE user_id = \($0) ORDER BY id"
        },
        Section(name: "notifications") {
            "SELECT id, type, message, created_at, read_at FROM notification WHERE user_id = \($0)"
        },
        Section(name: "files") {
            """
            SELECT key, shelf, name, kind, size, created_at, deleted_at FROM stored_file WHERE uploader_id = \($0)
            """
        },
        Section(name: "files_put_aside") {
            "SELECT id, name, signature, size, created_at FROM quarantined_file WHERE uploader_id = \($0)"
        },
        Section(name: "uploads") {
            "SELECT key, state, length, received, created_at, expires_at FROM upload WHERE user_id = \($0)"
        },
        Section(name: "upload_links") {
            "SELECT is_used, created_at, expires_at FROM upload_link WHERE user_id = \($0)"
        },
        Section(name: "imports") {
            """
            SELECT id, kind, subject, file_name, state, created_at, finished_at FROM import_run WHERE user_id = \($0)
            """
        },
        Section(name: "brand_files") {
            "SELECT id, kind, name, size, status, created_at FROM brand_file WHERE user_id = \($0)"
        },
        Section(name: "catalogue") {
            """
            SELECT organization_id, role, host_id, warehouse_id, language, created_at FROM catalog_member
            WHERE user_id = \($0)
            """
        },
    ]

    /// Everything of this person as one JSON object, a section each, handed over in pieces.
    ///
    /// - Parameter avatar: their picture as a data URI.
    /// - Throws: a `Failure` of `notFound` where there is no such account.
    static func write(
        _ user: ID<User>, avatar: String?, from storage: any Storage, _ put: @Sendable (String) -> Void
    ) async throws {
        try await storage.read { tx in
            guard try tx.first("SELECT id FROM user_account WHERE id = \(user)") != nil else {
                throw Failure.notFound("user")
            }
            put("{\"format\":\"gatehouse-person-1\",\"written_at\":\(JSON(try tx.now()).text)")
            put(",\n\"avatar\":\(JSON(avatar).text)")
            for section in sections {
                put(",\n\(JSON.string(section.name).text):[")
                var isFirst = true
                try tx.forEach(section.statement(user)) { row in
                    put("\(isFirst ? "\n" : ",\n")\(json(row).text)")
                    isFirst = false
                }
                put("]")
            }
            put("}\n")
        }
    }

    private static func json(_ row: Row) -> JSON {
        .object(
            zip(row.columnNames, row.values).map { name, value in
                .init(
                    name, name.hasSuffix("_at") ? JSON(value.asInteger.map { Instant(microseconds: $0) }) : json(value))
            })
    }

    private static func json(_ value: SQLValue) -> JSON {
        switch value {
        case .null, .blob: .null
        case .integer(let number): .integer(number)
        case .real(let number): .number(number)
        case .text(let text): .string(text)
        case .boolean(let truth): .boolean(truth)
        }
    }
}

extension Services {
    /// Everything that is kept of a person.
    public func exportPerson(_ user: ID<User>, _ put: @Sendable (String) -> Void) async throws {
        try await PersonalRecords.write(user, avatar: try await avatar(of: user), from: storage, put)
    }

    /// Takes a person out of everything; openings and uploads stay, as nobody's.
    public func erasePerson(_ user: ID<User>) async throws {
        try await PersonErasure(storage: storage).erase(user)
        try await notifications.forget(user)
    }
}
