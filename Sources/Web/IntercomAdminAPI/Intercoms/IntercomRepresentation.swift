import Access
import Basics

/// An intercom as this API shows it. `is_restricted_*` is the inverse of what the panel allows.
func intercomRepresentation(_ panel: Panel) -> JSON {
    let head: JSON = [
        "id": JSON(panel.id), "title": .string(panel.title), "address": .string(panel.address),
        "building_id": JSON(panel.building), "flat_from": JSON(panel.range?.from), "flat_to": JSON(panel.range?.to),
    ]
    return head.merging(flagRepresentation(panel.defaults)).merging([
        "key_count": JSON(panel.counts.keys), "flats_count": JSON(panel.counts.units),
        "users_count": JSON(panel.counts.tenants), "created_at": JSON(panel.createdAt),
        "updated_at": JSON(panel.updatedAt),
    ])
}

/// The six flags.
func flagRepresentation(_ flags: PanelDefaults) -> JSON {
    [
        "is_restricted_live": .boolean(!flags.live), "is_restricted_archive": .boolean(!flags.archive),
        "is_open_door_key": .boolean(flags.openByKey), "is_open_door_code": .boolean(flags.openByCode),
        "is_open_door_face": .boolean(flags.openByFace), "is_open_door_app": .boolean(flags.openByApp),
    ]
}
