import Basics
import BrandFiles
import Catalog

/// A file as it is shown, with its brand and its sender. `detail` has all its members, empty where they do not apply.
func fileRepresentation(_ card: BrandFileCard) -> JSON {
    let file = card.file
    return [
        "id": .key(file.id), "fk_brand": .key(file.brand), "fk_user": .key(file.user),
        "fileType": .string(file.kind), "fileName": .string(file.name),
        "createdDate": .moment(file.createdAt), "status": .string(file.status.rawValue),
        "detail": [
            "fileMime": .string(file.mediaType), "host": .string(file.host?.hexKey ?? ""),
            "warehouse": .string(file.warehouse?.hexKey ?? ""), "startDate": .day(file.start),
            "endDate": .day(file.end), "error": .string(file.note),
        ],
        "file_brand": card.brand.map { brandRepresentation($0) } ?? .null,
        "file_user": card.sender.map { memberRepresentation($0) } ?? .null,
    ]
}
