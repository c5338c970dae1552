import Access
import Basics
import Identity

/// A key as this API shows it.
func keyRepresentation(_ key: AccessKey) -> JSON {
    [
        "id": JSON(key.id), "key": .string(key.code.text), "intercom_id": JSON(key.panel),
        "intercom_flat_id": JSON(key.unit), "flat": .string(key.unitLabel),
        "user": key.user.map { holder in
            ["id": JSON(holder.id), "name": JSON(holder.name), "login": .string(holder.login.text)]
        } ?? .null,
        "created_at": JSON(key.createdAt), "updated_at": JSON(key.updatedAt),
    ]
}
