import Access
import Basics
import Identity

/// A flat as this API shows it.
func flatRepresentation(_ flat: Flat) -> JSON {
    [
        "id": JSON(flat.id), "flat": .string(flat.label), "key_count": JSON(flat.keyCount),
        "users_count": JSON(flat.tenantCount), "intercom_id": JSON(flat.panel),
        "properties": [
            "number": .string(flat.label), "landline_number": JSON(flat.landline), "sip_number": JSON(flat.sip),
        ],
    ]
}

/// A flat's user: the account, and what it may do at this intercom.
func tenantRepresentation(_ tenant: FlatTenant) -> JSON {
    let head: JSON = [
        "id": JSON(tenant.user), "name": JSON(tenant.name), "login": .string(tenant.login.text), "expired_at": .null,
    ]
    return head.merging(flagRepresentation(tenant.permissions)).merging([
        "created_at": JSON(tenant.createdAt), "updated_at": JSON(tenant.updatedAt),
    ])
}
