import Basics
import Identity
import Storage

/// The rules of folders: what may lie in what.
enum Folders {
    /// How many folders may lie in each other.
    static let deepest = 100

    /// Lets this transaction alone change what lies in the organization's folders, until it ends: two moves could make a
    /// cycle together, and a folder could be deleted while something is put into it.
    static func takeTurns(in organization: ID<Organization>, _ tx: any Transaction) throws {
        try QuotaTable.hold(organization, in: tx)
    }

    /// The folder, where the caller sees it and it is the customer's.
    ///
    /// Throws `notFound` (`folder`) where the caller does not see it, `conflict` (`folder`) where it is of another customer.
    static func find(
        _ key: FileKey, for customer: ID<Organization>, by caller: Principal, in tx: any Transaction
    ) throws -> ID<StoredFile> {
        guard let folder = try FileTable.find(key, on: .document, in: tx), folder.isFolder, folder.deletedAt == nil,
            try Standing(of: caller, to: folder.organization, in: tx).mayRead(folder)
        else {
            throw Failure(
                .notFound, code: "folder.unknown", "There is no folder with this id.",
                fields: [("folder", ["There is no folder with this id."])])
        }
        guard folder.organization == customer else {
            throw conflict(
                "folder.other-customer", "The folder and its parent folder don't belong to the same customer.")
        }
        return folder.id
    }

    /// Throws where the folder lies in the other one or is it: nothing can lie in itself. Needs `takeTurns`.
    static func check(_ moved: StoredFile, into parent: ID<StoredFile>, in tx: any Transaction) throws {
        let path = try FileTable.path(of: parent, in: tx)
        guard !path.contains(moved.id) else {
            throw conflict("folder.cycle", "A folder cannot be moved into itself or into a folder that lies in it.")
        }
        try checkDepth(path.count + FileTable.height(of: moved.id, in: tx))
    }

    /// Throws where a folder that is to lie in this one would lie too deep.
    static func checkRoom(in parent: ID<StoredFile>, _ tx: any Transaction) throws {
        try checkDepth(FileTable.path(of: parent, in: tx).count + 1)
    }

    private static func checkDepth(_ depth: Int) throws {
        guard depth <= deepest else {
            throw conflict("folder.depth", "At most \(deepest) folders may lie in each other.")
        }
    }

    static func conflict(_ code: String, _ message: String) -> Failure {
        Failure(.conflict, code: code, message, fields: [("folder", [message])])
    }
}
