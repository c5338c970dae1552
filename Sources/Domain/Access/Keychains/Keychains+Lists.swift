public import Basics
public import Identity
import Storage
import TimeZones

extension Keychains {
    /// What the user may see: the keychains of where they administer, and where they live their own and their unit's.
    public func page(_ query: KeychainQuery, by user: ID<User>) async throws -> ListPage<KeychainDetails> {
        try await storage.read { tx in
            let page = try KeychainTable.page(
                query, try AccessScope(of: user, in: tx), at: try tx.now(), in: tx)
            return ListPage(items: try details(page.items, in: tx), total: page.total, next: page.next)
        }
    }

    /// Those of them that the user may see.
    public func find(_ ids: [ID<Keychain>], by user: ID<User>) async throws -> [KeychainDetails] {
        try await storage.read { tx in
            try details(try KeychainTable.find(ids, try AccessScope(of: user, in: tx), in: tx), in: tx)
        }
    }

    /// Those of these keys that are on keychains that the user may see, with what they opened.
    public func keys(_ ids: [ID<VirtualKey>], by user: ID<User>) async throws -> [VirtualKeyDetails] {
        try await storage.read { tx in
            let keys = try VirtualKeyTable.all("virtual_key.id", in: ids.map(\.sqlValue), secrets, tx)
            let keychains = try KeychainTable.find(
                Set(keys.map(\.key.keychain)).sorted(), try AccessScope(of: user, in: tx), in: tx)
            let seen = Set(keychains.map(\.id))
            return keys.filter { seen.contains($0.key.keychain) }
        }
    }

    /// With the keys of all of them in one query.
    private func details(_ keychains: [Keychain], in tx: any Transaction) throws -> [KeychainDetails] {
        let keys = Dictionary(
            grouping: try VirtualKeyTable.all(
                "virtual_key.keychain_id", in: keychains.map(\.id.sqlValue), secrets, tx)
        ) { $0.key.keychain }
        let clocks = try BuildingTable.zones(of: Set(keychains.map(\.building)), zones, in: tx)
        return keychains.compactMap { keychain in
            clocks[keychain.building].map {
                KeychainDetails(keychain: keychain, zone: $0, keys: keys[keychain.id] ?? [])
            }
        }
    }
}
