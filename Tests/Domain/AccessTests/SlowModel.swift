/// Says of a world what happens at the door, slowly and obviously: every key that fits goes through a list of questions.
///
/// It shares nothing with the house but the words.
struct SlowModel {
    let world: World
    let clock: SlowClock

    /// The reasons, that which is looked at first in front.
    private static let order = [
        "unknown", "revoked", "moved_out", "wrong_door", "not_allowed", "upcoming", "expired", "used", "outside_hours",
    ]

    private struct Candidate {
        /// What opens the door, as `tenant 3`.
        let name: String
        /// Lower comes first.
        let rank: (Int, Int)
        /// Reasons and whether they hold.
        let objections: [(String, Bool)]

        var reason: String? { objections.first { $0.1 }?.0 }
    }

    func answer() -> String {
        if !world.panelIsEnabled { return "panel_disabled" }
        if !world.panelIsOfBuilding { return "wrong_building" }
        if case .qr = world.reading, !world.qrOpens { return "qr_disabled" }
        let candidates = candidates()
        let opening = candidates.filter { $0.reason == nil }.min { $0.rank < $1.rank }
        if let opening { return opening.name }
        let reasons = candidates.compactMap(\.reason)
        return SlowModel.order.last { reasons.contains($0) } ?? "unknown"
    }

    private func candidates() -> [Candidate] {
        switch world.reading {
        case .key(let code): world.keys.filter { $0.code == code }.map(candidate)
        case .pin(let pin, let unit):
            (world.buildingPin == pin ? [Candidate(name: "building", rank: (0, 0), objections: [])] : [])
                + world.tenants.filter { tenant in
                    guard tenant.pin == pin else { return false }
                    if let unit { return tenant.unit == unit }
                    return !tenant.pinNeedsUnit
                }.map(candidate)
                + world.virtualKeys.filter { key in
                    guard key.pin == pin else { return false }
                    guard let unit, let chain = chain(of: key) else { return true }
                    return unitOf(chain) == unit
                }.map { candidate($0, "pin") }
        case .qr(let token): world.virtualKeys.filter { $0.token == token }.map { candidate($0, "qr") }
        }
    }

    private func candidate(_ key: World.Key) -> Candidate {
        let carrier = world.tenants.first { $0.id == key.tenant && $0.unit == key.unit }
        let hasCarrier = key.tenant != nil
        return Candidate(
            name: "key \(key.id)", rank: (1, key.id),
            objections: [
                ("moved_out", hasCarrier && (carrier.map(isGone) ?? true)),
                ("wrong_door", hasCarrier && carrier?.isAtPanel == false),
                ("not_allowed", hasCarrier ? carrier?.opensByKey == false : !world.panelOpensByKey),
            ])
    }

    private func candidate(_ tenant: World.Tenant) -> Candidate {
        Candidate(
            name: "tenant \(tenant.id)", rank: (1, tenant.id),
            objections: [
                ("moved_out", isGone(tenant)), ("wrong_door", !tenant.isAtPanel), ("not_allowed", !tenant.opensByCode),
            ])
    }

    private func candidate(_ key: World.VirtualKey, _ word: String) -> Candidate {
        guard let chain = chain(of: key) else {
            return Candidate(name: "", rank: (9, 9), objections: [("revoked", true)])
        }
        let tenant = world.tenants.first { $0.id == chain.tenant }
        let isTenants = chain.tenant != nil
        let phase = phase(of: chain.window)
        return Candidate(
            name: "\(word) \(key.id)\(chain.isOneTime ? " once" : "")", rank: (chain.isOneTime ? 3 : 2, key.id),
            objections: [
                ("revoked", key.revoked.map { $0 <= world.now } ?? false),
                ("moved_out", isTenants && (tenant.map(isGone) ?? true)),
                ("wrong_door", isTenants ? tenant?.isAtPanel == false : !chain.unitIsAtPanel),
                ("wrong_door", !chain.panels.isEmpty && !chain.panels.contains(World.thisPanel)),
                ("not_allowed", word == "pin" && !(isTenants ? tenant?.opensByCode == true : world.panelOpensByCode)),
                ("upcoming", phase == "upcoming"),
                ("expired", phase == "expired"),
                ("used", chain.isOneTime && key.isUsed),
                ("outside_hours", !isInHours(chain.window)),
            ])
    }

    private func chain(of key: World.VirtualKey) -> World.Chain? {
        world.chains.first { $0.id == key.chain }
    }

    private func unitOf(_ chain: World.Chain) -> Int? {
        chain.tenant == nil ? chain.unit : world.tenants.first { $0.id == chain.tenant }?.unit
    }

    private func isGone(_ tenant: World.Tenant) -> Bool {
        tenant.movedOut.map { $0 <= world.now } ?? false
    }

    private func phase(of window: World.Window) -> String {
        let (start, end) = ends(of: window)
        if world.now >= end { return "expired" }
        return world.now < start ? "upcoming" : "active"
    }

    func ends(of window: World.Window) -> (Int64, Int64) {
        switch window {
        case .between(let start, let end): (start, end)
        case .weekly(let first, let last, _, let from, let to): (opening(first, from), closing(last, to))
        }
    }

    func isInHours(_ window: World.Window) -> Bool {
        guard case .weekly(let first, let last, let days, let from, let to) = window else { return true }
        let today = world.now / 86_400_000_000
        return (today - 4...today + 4).contains { day in
            day >= first && day <= last && days.contains(SlowModel.weekday(day)) && opening(day, from) <= world.now
                && world.now < closing(day, to)
        }
    }

    private func opening(_ day: Int64, _ minute: Int) -> Int64 {
        (clock.moments(day * 86_400 + Int64(minute) * 60).first ?? 0) * 1_000_000
    }

    private func closing(_ day: Int64, _ minute: Int) -> Int64 {
        (clock.moments(day * 86_400 + Int64(minute) * 60).last ?? 0) * 1_000_000
    }

    /// The 1st of January 2024, day 19,723, was a Monday.
    static func weekday(_ day: Int64) -> String {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][Int((day - 19_723 + 7_000_000) % 7)]
    }
}
