public import Basics
import Blobs
public import Identity
public import Storage

/// Keeps the documents of customers. Of what a caller may not see, it answers as if it did not exist.
public struct Documents: Sendable {
    let storage: any Storage
    let intake: FileIntake
    /// Bytes of one file, at most.
    public let limit: Int64

    public init(storage: any Storage, intake: FileIntake, limit: Int64) {
        self.storage = storage
        self.intake = intake
        self.limit = limit
    }

    /// Room for a file, before its first byte.
    ///
    /// - Parameters:
    ///   - customer: as far as it is known by now; nil: the caller's own. `keep` decides.
    ///   - declared: how many bytes there will be at most, where that is known.
    public func receive(
        into customer: ID<Organization>?, declared: Int64?, by caller: Principal
    ) async throws -> Arrival {
        let target = try await target(customer, of: caller)
        return try await intake.begin(in: target, declared: declared, limit: limit, by: caller)
    }

    /// Ends an upload: the document that came of it.
    ///
    /// Throws `invalid` with the field that is wrong, `forbidden`, `conflict` (`folder`), `insufficientStorage`; then
    /// nothing is kept.
    public func keep(_ arrival: Arrival, as draft: DocumentDraft, by caller: Principal) async throws -> StoredFile {
        do {
            // What can be refused without a look at the bytes is refused first.
            let name = try draft.fileName()
            try await check(placeOf: draft, of: caller)
            let content = try await intake.examine(arrival, named: name)
            return try await keep(content, named: name, as: draft, reservation: arrival.reservation, by: caller)
        } catch {
            await arrival.abort()
            throw error
        }
    }

    /// A new folder.
    public func createFolder(_ draft: DocumentDraft, by caller: Principal) async throws -> StoredFile {
        guard let raw = draft.name else {
            throw Failure.invalid("filename", code: "folder.name", "The folder has no name. Send one as filename.")
        }
        return try await keep(nil, named: try FileName(raw), as: draft, reservation: nil, by: caller)
    }

    private func keep(
        _ content: ExaminedContent?, named name: FileName, as draft: DocumentDraft, reservation: Reservation?,
        by caller: Principal
    ) async throws -> StoredFile {
        let standardQuota = intake.standardQuota
        return try await storage.write { tx in
            try Documents.keep(
                content, named: name, as: draft, reservation: reservation, standardQuota: standardQuota, by: caller,
                in: tx)
        }
    }

    /// As an upload's end, for what was examined before, in the caller's transaction.
    package static func keep(
        _ content: ExaminedContent?, named name: FileName, as draft: DocumentDraft, reservation: Reservation?,
        standardQuota: Int64, by caller: Principal, in tx: any Transaction
    ) throws -> StoredFile {
        if draft.folder != nil { try Folders.takeTurns(in: try target(draft.customer, of: caller, in: tx), tx) }
        let (customer, folder) = try place(draft, of: caller, in: tx)
        if content == nil, let folder { try Folders.checkRoom(in: folder, tx) }
        let new = NewFile(
            shelf: .document, organization: customer, uploader: caller.user, folder: folder, name: name.text,
            content: content, purpose: draft.type.flatMap { $0.isPurpose ? $0.rawValue : nil },
            audience: draft.access.audience, description: try draft.checkedDescription())
        return try FileIntake.keep(new, reservation: reservation, standardQuota: standardQuota, in: tx)
    }

    /// As the function below, without asking the database what it need not be asked.
    private func target(
        _ customer: ID<Organization>?, of caller: Principal
    ) async throws -> ID<Organization> {
        try Documents.authorizeUploads(by: caller)
        guard let customer, customer != caller.organization else { return caller.organization }
        return try await storage.read { tx in try Documents.target(customer, of: caller, in: tx) }
    }

    private func check(placeOf draft: DocumentDraft, of caller: Principal) async throws {
        guard draft.folder == nil else {
            return try await storage.read { tx in _ = try Documents.place(draft, of: caller, in: tx) }
        }
        try Documents.checkAccess(draft.access, for: try await target(draft.customer, of: caller), by: caller)
    }

    /// What an upload that is announced would be refused for, as far as it can be told before its bytes.
    package func check(_ draft: DocumentDraft, by caller: Principal) async throws -> ID<Organization> {
        _ = try draft.fileName()
        _ = try draft.checkedDescription()
        return try await storage.read { tx in try Documents.place(draft, of: caller, in: tx).customer }
    }

    /// Throws where the caller may upload nothing at all, whatever it is.
    public static func authorizeUploads(by caller: Principal) throws {
        try caller.require(.files)
        guard caller.member.level >= .manager else { throw tooLow }
    }

    /// The customer and the folder that a draft names, where the caller may put something there.
    private static func place(
        _ draft: DocumentDraft, of caller: Principal, in tx: any Transaction
    ) throws -> (customer: ID<Organization>, folder: ID<StoredFile>?) {
        let customer = try target(draft.customer, of: caller, in: tx)
        try checkAccess(draft.access, for: customer, by: caller)
        let folder = try draft.folder.map { try Folders.find($0, for: customer, by: caller, in: tx) }
        return (customer, folder)
    }

    /// The customer for whom the caller may keep something.
    static func target(
        _ customer: ID<Organization>?, of caller: Principal, in tx: any Transaction
    ) throws -> ID<Organization> {
        try authorizeUploads(by: caller)
        guard let customer, customer != caller.organization else { return caller.organization }
        guard try Organizations.relation(of: caller, to: customer, in: tx) != nil else { throw tooLow }
        return customer
    }

    /// A personal file belongs to somebody of the customer.
    static func checkAccess(_ access: DocumentAccess, for customer: ID<Organization>, by caller: Principal) throws {
        guard access != .employee || customer == caller.organization else {
            throw Failure.invalid(
                "accessLevel", code: "document.personal",
                "A personal file (EMPLOYEE) can not be created on a reseller's customer. Choose another access level.")
        }
    }

    static let tooLow = Failure(
        .forbidden, code: "document.level",
        "Your access level does not allow this. Ask somebody with a higher one.")
}
