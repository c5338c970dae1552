import Basics
import Storage

extension DoorReleaseTable {
    /// The openings with the pictures of the calls in which they were made.
    static func illustrated(_ page: ListPage<DoorRelease>, in tx: any Transaction) throws -> ListPage<DoorRelease> {
        ListPage(items: try illustrated(page.items, in: tx), total: page.total, next: page.next)
    }

    static func illustrated(_ releases: [DoorRelease], in tx: any Transaction) throws -> [DoorRelease] {
        let calls = Set(releases.compactMap(\.call))
        guard !calls.isEmpty else { return releases }
        var pictures: [String: Medium] = [:]
        for row in try tx.fetchRows(
            "SELECT id, guid, image FROM door_call WHERE guid IN", in: calls.sorted().map(SQLValue.text),
            "AND image IS NOT NULL")
        {
            pictures[try row.text("guid")] = Medium(
                kind: .call, owner: try row.integer("id"), digest: try row.digest("image"))
        }
        return releases.map { release in
            var release = release
            release.picture = release.call.flatMap { pictures[$0] }
            return release
        }
    }
}
