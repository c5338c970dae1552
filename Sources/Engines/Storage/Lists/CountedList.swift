/// Counts the items that each owner has in a list in the order of their ids, so that neither the total nor a page far
/// into the list has to be counted out.
///
/// The ids are cut into blocks of 128, those into blocks of 128 blocks, and those once more; of each block is known how
/// many items an owner has there. So a total is the sum of a few numbers (one for each two million ids), and the item in
/// any place is found by way of three short sums and fewer than 128 items.
///
/// `add` and `remove` belong into the transaction that adds or removes the item: the counts are exact, always. They only
/// append a row, so that transactions that change the same list do not wait for each other; `settle` moves what was
/// appended to the blocks, and what is not there yet is counted besides.
public struct CountedList: Sendable {
    /// Names the list in the tables that all lists share; never changed.
    public let name: String

    /// The place of an item in the order of ids.
    public struct Place: Sendable, Equatable {
        /// Items of the owner in all.
        public let total: Int
        /// The id at which to start reading.
        public let from: Int64
        /// Items to pass over from there; few.
        public let skip: Int
    }

    private static let levels = [1, 2, 3]
    private static let fanOut: Int64 = 128

    public init(_ name: StaticString) {
        self.name = "\(name)"
    }

    public func add(_ item: Int64, to owner: Int64, in tx: any Transaction) throws {
        try note(item, 1, owner, in: tx)
    }

    public func remove(_ item: Int64, from owner: Int64, in tx: any Transaction) throws {
        try note(item, -1, owner, in: tx)
    }

    /// Where the owner's item number `offset`, counted from 0, is to be found; behind the end it starts at the end.
    public func place(_ offset: Int, of owner: Int64, in tx: any Transaction) throws -> Place {
        var blocks = try counts(owner, level: Self.levels.count, in: nil, tx)
        let total = blocks.reduce(0) { $0 + $1.number }
        guard offset >= Self.fanOut else { return Place(total: total, from: 0, skip: max(0, offset)) }
        guard offset < total else { return Place(total: total, from: .max, skip: 0) }
        var skip = offset
        for level in Self.levels.reversed() {
            guard let index = blocks.indexOfPlace(&skip) else { break }
            let block = blocks[index].block
            guard level > 1 else { return Place(total: total, from: block * Self.fanOut, skip: skip) }
            blocks = try counts(owner, level: level - 1, in: block, tx)
        }
        throw StorageError.decoding("the blocks of the list \(name) do not add up")
    }

    /// Moves what was appended to the blocks, 1,000 changes in a transaction. Several servers may do so at once.
    public static func settle(_ storage: any Storage) async throws {
        while try await storage.write({ tx in try settle(most: 1000, in: tx) }) == 1000 {}
    }

    private func note(_ item: Int64, _ number: Int64, _ owner: Int64, in tx: any Transaction) throws {
        try tx.execute(
            """
            INSERT INTO list_change (list, owner, item, number) VALUES (\(name), \(owner), \(item), \(number))
            """)
    }

    fileprivate struct Count {
        let block: Int64
        let number: Int
    }

    /// The owner's counts of one level, in order: all of it, or the part that is a block of the level above.
    private func counts(
        _ owner: Int64, level: Int, in parent: Int64?, _ tx: any Transaction
    ) throws -> [Count] {
        let width = Self.width(level)
        let first = (parent ?? 0) * Self.fanOut
        let end = parent.map { ($0 + 1) * Self.fanOut } ?? Int64.max / width
        return try tx.fetch(
            """
            SELECT block, CAST(SUM(number) AS BIGINT) AS number FROM (
                SELECT block, number FROM list_block
                WHERE list = \(name) AND owner = \(owner) AND level = \(level) AND block >= \(first) AND block < \(end)
                UNION ALL
                SELECT item / \(width) AS block, number FROM list_change
                WHERE list = \(name) AND owner = \(owner) AND item >= \(first * width) AND item < \(end * width)
            ) AS part
            GROUP BY block ORDER BY block
            """
        ).map { Count(block: try $0.integer("block"), number: try $0.int("number")) }
    }

    private static func width(_ level: Int) -> Int64 {
        (0..<level).reduce(1) { width, _ in width * fanOut }
    }

    private struct Block: Hashable {
        let list: String
        let owner: Int64
        let level: Int
        let block: Int64
    }

    private static func settle(most: Int, in tx: any Transaction) throws -> Int {
        let changes = try tx.fetch(
            """
            SELECT id, list, owner, item, number FROM list_change ORDER BY id LIMIT \(most)
            \(tx.dialect.forUpdateSkipLocked)
            """)
        var sums: [Block: Int64] = [:]
        for change in changes {
            for level in levels {
                let block = Block(
                    list: try change.text("list"), owner: try change.integer("owner"), level: level,
                    block: try change.integer("item") / width(level))
                sums[block, default: 0] += try change.integer("number")
            }
        }
        // In one order everywhere, so that nobody waits for somebody who waits for them.
        let rows = sums.sorted {
            ($0.key.list, $0.key.owner, $0.key.level, $0.key.block)
                < ($1.key.list, $1.key.owner, $1.key.level, $1.key.block)
        }
        try tx.insertRows(
            "INSERT INTO list_block (list, owner, level, block, number)",
            rows.map { block, number in
                [
                    .text(block.list), .integer(block.owner), block.level.sqlValue, .integer(block.block),
                    .integer(number),
                ]
            },
            "ON CONFLICT (list, owner, level, block) DO UPDATE SET number = list_block.number + excluded.number")
        try tx.fetchRows("DELETE FROM list_change WHERE id IN", in: try changes.map { .integer(try $0.integer("id")) })
        return changes.count
    }

}

extension [CountedList.Count] {
    /// The block in which a place lies; the place is then counted from the start of that block.
    fileprivate func indexOfPlace(_ place: inout Int) -> Int? {
        for index in indices {
            if place < self[index].number { return index }
            place -= self[index].number
        }
        return nil
    }
}
