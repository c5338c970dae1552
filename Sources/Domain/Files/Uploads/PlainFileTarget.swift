package import Basics
import Blobs
package import Identity

/// An upload that becomes a plain file of the filer, open to its uploader alone.
package struct PlainFileTarget: UploadTarget {
    package let limit: Int64
    private let intake: FileIntake
    private let outcome: @Sendable (StoredFile) -> UploadOutcome

    /// - Parameter outcome: how the filer shows the file.
    package init(intake: FileIntake, limit: Int64, outcome: @escaping @Sendable (StoredFile) -> UploadOutcome) {
        self.intake = intake
        self.limit = limit
        self.outcome = outcome
    }

    package func check(_ fields: UploadFields, by caller: Principal) async throws -> ID<Organization>? {
        try caller.require(.files)
        _ = try name(in: fields)
        return caller.organization
    }

    package func examine(_ arrived: ArrivedUpload, by caller: Principal) async throws -> UploadEnding {
        try caller.require(.files)
        let name = try name(in: arrived.fields)
        let content = try await intake.examine(arrived.blob, named: name, by: caller)
        let file = NewFile(
            shelf: .filer, organization: caller.organization, uploader: caller.user, name: name.text, content: content,
            audience: .uploader)
        let standardQuota = intake.standardQuota
        return UploadEnding { [outcome] reservation, tx in
            outcome(try FileIntake.keep(file, reservation: reservation, standardQuota: standardQuota, in: tx))
        }
    }

    /// A file that was given no name is called `upload`.
    private func name(in fields: UploadFields) throws -> FileName { try FileName(fields.fileName ?? "upload") }
}
