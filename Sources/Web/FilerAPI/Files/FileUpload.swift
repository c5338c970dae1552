import Basics
import Files
import HTTPSupport
import Hummingbird
import Identity

/// A form with a file in it.
typealias FileUpload = FileForm<FirmFileDraft>

extension FileForm<FirmFileDraft> {
    static func read(_ request: Request, into files: FirmFiles, by caller: Principal) async throws -> FileUpload {
        try await read(
            request, limit: files.limit,
            none: .invalid("file", code: "file.none", "There is no file in the form. Send one, as file."),
            several: .invalid("file", code: "file.several", "Send one file in a request."),
            begin: { file in
                _ = try FirmFiles.checkedName(try draft(file), by: caller)
                return try await files.receive(declared: file.declared, by: caller)
            },
            draft: draft)
    }

    private static func draft(_ file: AnnouncedFile) throws -> FirmFileDraft {
        try FileFields(form: file.fields).draft(uploadedName: file.name)
    }
}
