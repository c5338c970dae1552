import Basics
import FileKinds
import Files

/// A document or a folder as this API shows it.
func documentRepresentation(_ file: StoredFile) -> JSON {
    [
        "_id": .string(file.key.text),
        "filename": .string(file.name),
        "fileId": JSON(file.content?.key.text),
        "size": .integer(file.size),
        "filetype": JSON(fileType(of: file)),
        "folder": JSON(file.folder?.key.text),
        "employee": file.uploader.objectID,
        "customer": file.organization.objectID,
        "type": .string(DocumentType(of: file).rawValue),
        "width": JSON(file.content?.width),
        "height": JSON(file.content?.height),
        "description": JSON(file.description),
        "date": JSON(file.createdAt),
        "lastUpdated": JSON(file.updatedAt),
        "accessLevel": JSON(DocumentAccess(file.audience)?.rawValue),
    ]
}

/// The customary extension of what the bytes are; for what is not known, the name's own.
private func fileType(of file: StoredFile) -> String? {
    guard let content = file.content else { return nil }
    guard content.kind == .unknown else { return content.kind.rawValue }
    return (try? FileName(file.name))?.fileExtension
}
