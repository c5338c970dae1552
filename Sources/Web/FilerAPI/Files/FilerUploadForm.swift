public import Basics
public import Files

/// How this API reads and shows a file that came in another way than by its own form.
public enum FilerUploadForm {
    public static func draft(_ fields: [String: String]) throws -> FirmFileDraft {
        try FileFields(form: fields).draft(uploadedName: fields["filename"])
    }

    public static func answer(_ file: StoredFile) -> JSON { firmFileRepresentation(file, tellsOwner: false) }

    public static func path(of file: StoredFile) -> String { "/v1/filer/\(file.key)" }
}
