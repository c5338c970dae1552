package import Basics
import Blobs
package import Identity

/// An upload that becomes a document of a customer.
package struct DocumentTarget: UploadTarget {
    private let documents: Documents
    private let draft: @Sendable (UploadFields) throws -> DocumentDraft
    private let outcome: @Sendable (StoredFile) -> UploadOutcome

    /// - Parameters:
    ///   - draft: how the surface reads the fields.
    ///   - outcome: how the surface shows the document.
    package init(
        documents: Documents, draft: @escaping @Sendable (UploadFields) throws -> DocumentDraft,
        outcome: @escaping @Sendable (StoredFile) -> UploadOutcome
    ) {
        self.documents = documents
        self.draft = draft
        self.outcome = outcome
    }

    package var limit: Int64 { documents.limit }

    package func check(_ fields: UploadFields, by caller: Principal) async throws -> ID<Organization>? {
        try await documents.check(try draft(fields), by: caller)
    }

    package func examine(_ arrived: ArrivedUpload, by caller: Principal) async throws -> UploadEnding {
        let draft = try draft(arrived.fields)
        let name = try draft.fileName()
        let content = try await documents.intake.examine(arrived.blob, named: name, by: caller)
        let standardQuota = documents.intake.standardQuota
        return UploadEnding { [outcome] reservation, tx in
            outcome(
                try Documents.keep(
                    content, named: name, as: draft, reservation: reservation, standardQuota: standardQuota, by: caller,
                    in: tx))
        }
    }
}
