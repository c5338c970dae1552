import Basics
import Identity
import Storage

/// How many files there are for each audience, in a folder and in all of an organization, so that a list's total need not
/// be counted out.
enum FileCounts {
    /// The audiences of documents; files of the filer are not listed by pages.
    private static let audiences: [(audience: Audience, folder: CountedList, all: CountedList)] = [
        (DocumentAccess.all.audience, CountedList("file.folder.all"), CountedList("file.all.all")),
        (DocumentAccess.customer.audience, CountedList("file.folder.customer"), CountedList("file.all.customer")),
        (DocumentAccess.employee.audience, CountedList("file.folder.employee"), CountedList("file.all.employee")),
        (DocumentAccess.reseller.audience, CountedList("file.folder.reseller"), CountedList("file.all.reseller")),
    ]

    static func add(_ file: StoredFile, in tx: any Transaction) throws {
        guard let lists = lists(of: file) else { return }
        try lists.folder.add(file.id.number, to: owner(of: file), in: tx)
        try lists.all.add(file.id.number, to: file.organization.number, in: tx)
    }

    static func remove(_ file: StoredFile, in tx: any Transaction) throws {
        guard let lists = lists(of: file) else { return }
        try lists.folder.remove(file.id.number, from: owner(of: file), in: tx)
        try lists.all.remove(file.id.number, from: file.organization.number, in: tx)
    }

    /// Where an offset leads in the list of a place, for whom the audiences in question are open; nil where several of
    /// them have files, so that the offset has to be counted out.
    static func place(
        _ offset: Int, in scope: DocumentScope, of organization: ID<Organization>, open: (Audience) -> Bool,
        _ tx: any Transaction
    ) throws -> (total: Int, start: CountedList.Place?) {
        var total = 0
        var places: [CountedList.Place] = []
        for lists in audiences where open(lists.audience) {
            let place: CountedList.Place
            switch scope {
            case .everything: place = try lists.all.place(offset, of: organization.number, in: tx)
            case .top: place = try lists.folder.place(offset, of: -organization.number, in: tx)
            case .folder(let folder): place = try lists.folder.place(offset, of: folder.number, in: tx)
            }
            total += place.total
            if place.total > 0 { places.append(place) }
        }
        return (total, places.count == 1 ? places[0] : nil)
    }

    private static func lists(of file: StoredFile) -> (folder: CountedList, all: CountedList)? {
        guard file.shelf == .document else { return nil }
        return audiences.first { $0.audience == file.audience }.map { ($0.folder, $0.all) }
    }

    /// The top level of an organization counts as a folder of its own.
    private static func owner(of file: StoredFile) -> Int64 {
        file.folder?.id.number ?? -file.organization.number
    }
}
