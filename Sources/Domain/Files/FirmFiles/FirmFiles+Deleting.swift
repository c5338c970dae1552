public import Basics
public import Identity
import Storage

extension FirmFiles {
    /// Deletes a file, for those of the firm who may; an operator can have it back for a while.
    public func delete(_ key: FileKey, by caller: Principal) async throws {
        try caller.require(.files)
        try await storage.write { tx in
            try FirmPlanTable.check(.delete, by: caller, in: tx)
            guard let file = try FileTable.hold(key, on: .filer, in: tx), file.deletedAt == nil else {
                throw FirmFiles.unknown
            }
            guard try FirmFileRights.mayDelete(file, caller, in: tx) else { throw FirmFiles.notTheirs(file) }
            try FirmFiles.delete(file, in: tx)
        }
    }

    /// Deletes the avatar of a contact of the caller's firm.
    ///
    /// - Parameter contact: nil: the caller.
    public func deleteAvatar(of contact: ID<User>?, by caller: Principal) async throws {
        try caller.require(.files)
        let contact = contact ?? caller.user
        try await storage.write { tx in
            try FirmPlanTable.check(.deleteAvatar, by: caller, in: tx)
            guard try MemberTable.find(contact, in: caller.organization, tx) != nil else {
                throw Failure.notFound("contact")
            }
            guard try FirmFileRights.mayDeleteAvatar(of: contact, caller, in: tx) else { throw FirmFiles.avatarRights }
            guard let file = try FirmFileTable.picture(.avatar, of: contact, in: caller.organization, tx) else {
                throw Failure(.notFound, code: "avatar.none", "This contact has no avatar.")
            }
            try FirmFiles.delete(file, in: tx)
        }
    }

    private static func delete(_ file: StoredFile, in tx: any Transaction) throws {
        guard try FileTable.delete(file, at: try tx.now(), in: tx) else { throw unknown }
        try QuotaTable.drop(file, in: tx)
    }

    private static func notTheirs(_ file: StoredFile) -> Failure {
        switch BusinessType(of: file) {
        case .logo: FirmFileRights.logo
        case .avatar: avatarRights
        default:
            Failure(
                .forbidden, code: "file.rights", "Only its firm may delete this file, and a personal one its uploader.")
        }
    }

    private static let avatarRights = Failure(
        .forbidden, code: "avatar.rights",
        """
        Your own avatar takes the rights \(Right.editOwnData.rawValue) and \(Right.administerContacts.rawValue); that of \
        another contact of your department the right \(Right.administerContacts.rawValue).
        """)
}
