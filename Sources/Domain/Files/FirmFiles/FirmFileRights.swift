import Basics
import Identity
import Storage

/// Which contact of a firm may put and remove what (filer contract, "Deletion").
enum FirmFileRights {
    /// The logo, by whoever may delete it; everything else by every contact.
    static func checkUpload(of type: BusinessType?, by caller: Principal) throws {
        guard type != .logo || mayChangeLogo(caller) else { throw logo }
    }

    static func mayDelete(_ file: StoredFile, _ caller: Principal, in tx: any Transaction) throws -> Bool {
        guard file.organization == caller.organization else { return false }
        switch BusinessType(of: file) {
        case .logo: return mayChangeLogo(caller)
        case .avatar: return try mayDeleteAvatar(of: file.uploader, caller, in: tx)
        case .firmDocument, .load, .orders, .catalogsTrucks, .catalogsDrivers: return true
        case nil: return file.uploader == caller.user || file.audience != FirmFileAccess.contact.audience
        }
    }

    /// One's own with both rights; another's who is in the same department, with one of them.
    static func mayDeleteAvatar(of contact: ID<User>, _ caller: Principal, in tx: any Transaction) throws -> Bool {
        guard caller.member.rights.contains(.administerContacts) else { return false }
        if contact == caller.user { return caller.member.rights.contains(.editOwnData) }
        guard let other = try MemberTable.find(contact, in: caller.organization, tx) else { return false }
        return caller.member.sharesDepartment(with: other)
    }

    private static func mayChangeLogo(_ caller: Principal) -> Bool {
        caller.member.isInHeadDepartment && caller.member.rights.contains(.administerContacts)
    }

    static let logo = Failure(
        .forbidden, code: "logo.rights",
        "The firm's logo is for contacts of the head department with the right \(Right.administerContacts.rawValue).")
}
