package import Basics
import Blobs
package import Identity

/// An upload that becomes a file, a logo or an avatar of a firm.
package struct FilerTarget: UploadTarget {
    private let files: FirmFiles
    private let draft: @Sendable (UploadFields) throws -> FirmFileDraft
    private let outcome: @Sendable (StoredFile) -> UploadOutcome

    /// - Parameters:
    ///   - draft: how the surface reads the fields.
    ///   - outcome: how the surface shows the file.
    package init(
        files: FirmFiles, draft: @escaping @Sendable (UploadFields) throws -> FirmFileDraft,
        outcome: @escaping @Sendable (StoredFile) -> UploadOutcome
    ) {
        self.files = files
        self.draft = draft
        self.outcome = outcome
    }

    package var limit: Int64 { files.limit }

    package func check(_ fields: UploadFields, by caller: Principal) async throws -> ID<Organization>? {
        try await files.check(try draft(fields), by: caller)
        return caller.organization
    }

    package func examine(_ arrived: ArrivedUpload, by caller: Principal) async throws -> UploadEnding {
        let draft = try draft(arrived.fields)
        let name = try FirmFiles.checkedName(draft, by: caller)
        let examined = try await files.intake.examine(arrived.blob, named: name, by: caller)
        let content = try await files.prepare(examined, for: draft)
        let standardQuota = files.intake.standardQuota
        return UploadEnding { [outcome] reservation, tx in
            outcome(
                try FirmFiles.keep(
                    content, named: name, as: draft, reservation: reservation, standardQuota: standardQuota, by: caller,
                    in: tx))
        }
    }
}
