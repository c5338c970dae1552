public import Basics
import FileKinds
public import Files

/// A file as this API shows it, without its bytes.
///
/// - Parameter tellsOwner: whether firm and contact are told; they are to whoever names the firm.
public func firmFileRepresentation(_ file: StoredFile, tellsOwner: Bool) -> JSON {
    [
        "file_key": .string(file.key.text),
        "deleted_date": JSON(file.deletedAt),
        "file_key2": .string(file.key.guid),
        "file_name": .string(file.name),
        "content_type": JSON(file.content?.kind.mediaType),
        "access_type": JSON(FirmFileAccess(file.audience)?.rawValue),
        "file_business_type": JSON(BusinessType(of: file)?.rawValue),
        "add_date": JSON(file.createdAt),
        "firm_id": tellsOwner && file.organization.isInt32 ? JSON(file.organization) : .null,
        "contact_id": tellsOwner && file.uploader.isInt32 ? JSON(file.uploader) : .null,
        "with_watermark": .boolean(file.hasWatermark),
    ]
}
