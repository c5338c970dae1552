import Access
import Identity

/// A roster as rows, apartment by apartment: a row for each key, with the tenant who carries it; then a row for each tenant
/// without a key; an apartment with neither has a row of its own.
struct SummaryRows: Sequence {
    private let roster: Roster

    init(_ roster: Roster) {
        self.roster = roster
    }

    func makeIterator() -> AnyIterator<SummaryRow> {
        let keys = Dictionary(grouping: roster.keys, by: \.unit)
        let residents = Dictionary(grouping: roster.residents, by: \.unit)
        var units = order.makeIterator()
        var pending: [SummaryRow] = []
        return AnyIterator {
            if pending.isEmpty, let unit = units.next() {
                pending = rows(of: unit, keys: keys[unit] ?? [], residents: residents[unit] ?? []).reversed()
            }
            return pending.popLast()
        }
    }

    /// Numbers by size, then labels; as people look for them.
    private var order: [Int] {
        roster.units.indices.sorted { left, right in
            let (left, right) = (roster.units[left].label, roster.units[right].label)
            switch (Int(left), Int(right)) {
            case (let left?, let right?) where left != right: return left < right
            case (.some, nil): return true
            case (nil, .some): return false
            default: return left < right
            }
        }
    }

    private func rows(of unit: Int, keys: [Roster.Key], residents: [Roster.Resident]) -> [SummaryRow] {
        let apartment = roster.units[unit]
        let empty = SummaryRow(apartment: apartment.label, landline: apartment.landline, sip: apartment.sip)
        let byLogin = Dictionary(residents.map { ($0.login, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [SummaryRow] = []
        var shown: Set<Login> = []
        for key in keys {
            var row = empty
            row.key = key.code
            if let login = key.login, let resident = byLogin[login] {
                row.fill(from: resident)
                shown.insert(login)
            }
            rows.append(row)
        }
        for resident in residents where !shown.contains(resident.login) {
            var row = empty
            row.fill(from: resident)
            rows.append(row)
        }
        return rows.isEmpty ? [empty] : rows
    }
}

extension SummaryRow {
    fileprivate mutating func fill(from resident: Roster.Resident) {
        login = resident.login
        name = resident.name
        flags = resident.flags
    }
}
