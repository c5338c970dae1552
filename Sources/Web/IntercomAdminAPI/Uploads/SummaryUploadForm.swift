public import Basics
public import HTTPSupport
public import Hummingbird
public import ImportRuns

/// How this API reads and shows a summary workbook that came in another way than by its own form.
public enum SummaryUploadForm {
    /// The number of the intercom that the workbook is for.
    public static func intercom(in fields: [String: String]) throws -> Int64 {
        guard let text = fields["intercom"], !text.isEmpty else {
            throw Failure.invalid("intercom", code: "upload.intercom", "The intercom is required.")
        }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text) else {
            throw Failure.notFound("intercom")
        }
        return number
    }

    /// The warning that existing data will be deleted, with what a dry run found.
    public static func answer(staged run: ImportRun, hash: Secret, expiresAt: Instant) -> JSON {
        [
            "file_uploaded": true, "hash": .string(hash.exposed), "expires_at": JSON(expiresAt),
            "changes": run.changes ?? .null, "errors": JSON(run.problemCount),
        ]
    }

    public static func path(of run: ImportRun) -> String { "/api/admin/v1/uploads/\(run.id)" }

    public static func failure(_ failure: Failure, _ context: GateContext) -> Response {
        IntercomAdminErrors.response(failure, context)
    }
}
