import Basics
import FileKinds
public import Identity
public import Storage

/// Keeps the files, logos and avatars of firms: a firm is an organization, a contact one of its users.
public struct FirmFiles: Sendable {
    let storage: any Storage
    let intake: FileIntake
    let images: ImageVariants
    /// Bytes of one file, at most.
    public let limit: Int64

    public init(storage: any Storage, intake: FileIntake, images: ImageVariants, limit: Int64) {
        self.storage = storage
        self.intake = intake
        self.images = images
        self.limit = limit
    }

    /// Room for a file, before its first byte.
    ///
    /// - Parameter declared: how many bytes there will be at most, where that is known.
    public func receive(declared: Int64?, by caller: Principal) async throws -> Arrival {
        try caller.require(.files)
        return try await intake.begin(in: caller.organization, declared: declared, limit: limit, by: caller)
    }

    /// Ends an upload: the file that came of it. An avatar or a logo takes the place of the former one.
    ///
    /// Throws `invalid` with the field that is wrong, `forbidden`, `insufficientStorage`; then nothing is kept.
    public func keep(_ arrival: Arrival, as draft: FirmFileDraft, by caller: Principal) async throws -> StoredFile {
        do {
            // What can be refused without a look at the bytes is refused first.
            let name = try FirmFiles.checkedName(draft, by: caller)
            let examined = try await intake.examine(arrival, named: name)
            let content = try await prepare(examined, for: draft)
            let (reservation, standardQuota) = (arrival.reservation, intake.standardQuota)
            return try await storage.write { tx in
                try FirmFiles.keep(
                    content, named: name, as: draft, reservation: reservation, standardQuota: standardQuota,
                    by: caller, in: tx)
            }
        } catch {
            await arrival.abort()
            throw error
        }
    }

    /// What an upload that is announced would be refused for, as far as it can be told before its bytes.
    package func check(_ draft: FirmFileDraft, by caller: Principal) async throws {
        try await authorize(.upload, by: caller)
        _ = try FirmFiles.checkedName(draft, by: caller)
    }

    /// The name that the file will have. Throws what draft and caller alone tell to be wrong.
    public static func checkedName(_ draft: FirmFileDraft, by caller: Principal) throws -> FileName {
        try caller.require(.files)
        _ = try draft.checkedAccess()
        let name = try draft.fileName()
        try FirmFileRights.checkUpload(of: draft.type, by: caller)
        return name
    }

    /// The content as it will be kept: avatars and logos without whatever else the camera wrote.
    package func prepare(_ content: ExaminedContent, for draft: FirmFileDraft) async throws -> ExaminedContent {
        guard content.kind.isImage || !draft.hasWatermark else {
            throw Failure.invalid(
                "with_watermark", code: "file.watermark",
                "Only images can have a watermark. Send the file without with_watermark.")
        }
        return draft.type?.isPicture ?? false ? try await images.stripped(content) : content
    }

    /// As an upload's end, for what was examined and prepared before, in the caller's transaction.
    package static func keep(
        _ content: ExaminedContent, named name: FileName, as draft: FirmFileDraft, reservation: Reservation?,
        standardQuota: Int64, by caller: Principal, in tx: any Transaction
    ) throws -> StoredFile {
        let access = try draft.checkedAccess()
        try FirmFileRights.checkUpload(of: draft.type, by: caller)
        if let type = draft.type, type.isPicture { try remove(type, replacedBy: caller, in: tx) }
        let new = NewFile(
            shelf: .filer, organization: caller.organization, uploader: caller.user, name: name.text,
            content: content, purpose: draft.type?.rawValue, audience: access.audience,
            hasWatermark: draft.hasWatermark)
        return try FileIntake.keep(new, reservation: reservation, standardQuota: standardQuota, in: tx)
    }

    /// Throws `forbidden` where the plan of the caller's firm leaves the call out; who has no token has no plan.
    public func authorize(_ call: FilerCall, by caller: Principal?) async throws {
        guard let caller else { return }
        try await storage.read { tx in try FirmPlanTable.check(call, by: caller, in: tx) }
    }

    /// Two that come at once take turns, or both would stay.
    private static func remove(_ type: BusinessType, replacedBy caller: Principal, in tx: any Transaction) throws {
        try QuotaTable.hold(caller.organization, in: tx)
        let contact = type == .avatar ? caller.user : nil
        while let former = try FirmFileTable.picture(type, of: contact, in: caller.organization, tx) {
            guard try FileTable.delete(former, at: try tx.now(), in: tx) else { return }
            try QuotaTable.drop(former, in: tx)
        }
    }
}
