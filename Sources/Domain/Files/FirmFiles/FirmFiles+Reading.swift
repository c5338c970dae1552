public import Basics
public import Identity
import Storage

extension FirmFiles {
    /// A file, for whom it is open to.
    ///
    /// Throws `unauthenticated` where it takes a token, `forbidden` where it is for others.
    ///
    /// - Parameter caller: nil: without a token.
    public func get(_ key: FileKey, by caller: Principal?) async throws -> FirmFileView {
        try await storage.read { tx in
            if let caller { try FirmPlanTable.check(.get, by: caller, in: tx) }
            guard let file = try FileTable.find(key, on: .filer, in: tx), file.deletedAt == nil else {
                throw FirmFiles.unknown
            }
            let standing = try Standing(of: caller, to: file.organization, in: tx)
            let view = try FirmFiles.view(file, standing, in: tx)
            guard standing.mayRead(file) else {
                throw caller == nil ? FirmFiles.unauthenticated : FirmFiles.notForThem
            }
            if !FirmFiles.isOpen(file) { try caller?.require(.files) }
            return view
        }
    }

    /// The firm's logo; nil where it has none. Throws `notFound` where there is no such firm.
    public func logo(of firm: ID<Organization>, by caller: Principal?) async throws -> FirmFileView? {
        try await picture(.logo, of: nil, in: firm, by: caller)
    }

    /// The contact's avatar; nil where they have none. Throws `notFound` where there is no such contact in the firm.
    public func avatar(
        of contact: ID<User>, in firm: ID<Organization>, by caller: Principal?
    ) async throws -> FirmFileView? {
        try await picture(.avatar, of: contact, in: firm, by: caller)
    }

    /// What is known of files, of those that the caller may fetch. A deleted one is told to those who could delete it, if
    /// they know its key.
    public func info(_ query: FirmFileQuery, by caller: Principal) async throws -> [StoredFile] {
        try await storage.read { tx in
            try FirmPlanTable.check(.info, by: caller, in: tx)
            var standings: [ID<Organization>: Standing] = [:]
            return try FirmFiles.candidates(query, in: tx).filter { file in
                guard query.matches(file) else { return false }
                if file.deletedAt != nil { return try FirmFileRights.mayDelete(file, caller, in: tx) }
                let standing =
                    try standings[file.organization] ?? Standing(of: caller, to: file.organization, in: tx)
                standings[file.organization] = standing
                return standing.mayRead(file) && (FirmFiles.isOpen(file) || caller.permissions.contains(.files))
            }
        }
    }

    private static func candidates(_ query: FirmFileQuery, in tx: any Transaction) throws -> [StoredFile] {
        if let keys = query.keys { return try FileTable.fetch(keys, on: .filer, in: tx) }
        guard let firm = query.firm, let type = query.type else { return [] }
        return try FirmFileTable.list(type, of: query.contact, in: firm, most: FirmFileQuery.most, tx)
    }

    private func picture(
        _ type: BusinessType, of contact: ID<User>?, in firm: ID<Organization>, by caller: Principal?
    ) async throws -> FirmFileView? {
        try await storage.read { tx in
            if let caller { try FirmPlanTable.check(type == .logo ? .logo : .avatar, by: caller, in: tx) }
            guard try Organizations.inForce(firm, in: tx) != nil else { throw Failure.notFound("firm") }
            if let contact, try MemberTable.find(contact, in: firm, tx) == nil { throw Failure.notFound("contact") }
            guard let file = try FirmFileTable.picture(type, of: contact, in: firm, tx) else { return nil }
            return try FirmFiles.view(file, try Standing(of: caller, to: firm, in: tx), in: tx)
        }
    }

    /// Throws where the firm is withdrawn: its files are gone with it.
    private static func view(
        _ file: StoredFile, _ standing: Standing, in tx: any Transaction
    ) throws -> FirmFileView {
        if standing.isMember { return FirmFileView(file: file, watermark: nil) }
        guard let firm = try Organizations.inForce(file.organization, in: tx) else { throw unknown }
        return FirmFileView(file: file, watermark: file.hasWatermark ? firm.name : nil)
    }

    private static func isOpen(_ file: StoredFile) -> Bool { FirmFileAccess(file.audience)?.isOpen ?? false }

    static let unknown = Failure(.notFound, code: "file.unknown", "There is no file with this key.")
    static let unauthenticated = Failure(
        .unauthenticated, code: "unauthenticated", "This file takes a token. Send one as Authorization: Bearer.")
    static let notForThem = Failure(
        .forbidden, code: "file.access", "This file is not for you. Ask whoever uploaded it for another access.")
}
