extension World {
    /// A world of few people and keys, near a change of the clocks, with numbers from small ranges so that much fits.
    static func random(zone: String, near change: Int64, clock: SlowClock, _ dice: inout Generator) -> World {
        var world = World()
        world.zone = zone
        // Often within the hours around the change, where the date itself may come twice or not at all.
        let reach = dice.once(in: 3) ? 90 : 3000
        world.now = (change + Int64(dice.number(-reach...reach)) * 60) * 1_000_000
        world.panelIsEnabled = !dice.once(in: 40)
        world.panelIsOfBuilding = !dice.once(in: 40)
        world.panelOpensByKey = !dice.once(in: 4)
        world.panelOpensByCode = !dice.once(in: 4)
        world.qrOpens = !dice.once(in: 10)
        world.buildingPin = dice.once(in: 10) ? pin(&dice) : nil
        let today = clock.day(world.now / 1_000_000)
        for id in 1...3 where !dice.once(in: 4) { world.tenants.append(tenant(id, world.now, &dice)) }
        for id in 1...2 where !dice.once(in: 3) { world.keys.append(key(id, &dice)) }
        for id in 1...3 where !dice.once(in: 5) { world.chains.append(chain(id, world.now, today, &dice)) }
        for id in 1...4 where !dice.once(in: 4) { world.virtualKeys.append(virtualKey(id, world.now, &dice)) }
        world.tenants.shuffle(using: &dice)
        world.virtualKeys.shuffle(using: &dice)
        switch dice.number(1...5) {
        case 1: world.reading = .key(code(&dice))
        case 2, 3: world.reading = .pin(pin(&dice), unit: dice.once(in: 3) ? dice.number(1...2) : nil)
        default: world.reading = .qr(token(&dice))
        }
        world.moveToAnEnd(clock, &dice)
        return world
    }

    /// Often the moment is the very end of some window, or just before it.
    private mutating func moveToAnEnd(_ clock: SlowClock, _ dice: inout Generator) {
        guard dice.once(in: 3), let chain = chains.randomElement(using: &dice) else { return }
        let model = SlowModel(world: self, clock: clock)
        let (start, end) = model.ends(of: chain.window)
        let moment: Int64
        switch chain.window {
        case .weekly(let first, let last, _, let from, let to) where dice.once(in: 2):
            let day = first + Int64(dice.number(0...Int(last - first)))
            moment =
                model.ends(of: .weekly(first: day, last: day, days: [], from: from, to: to)).0
        default: moment = dice.once(in: 2) ? start : end
        }
        now = moment - (dice.once(in: 2) ? 1 : 0)
    }

    private static func tenant(_ id: Int, _ now: Int64, _ dice: inout Generator) -> Tenant {
        Tenant(
            id: id, unit: dice.number(1...2), movedOut: dice.once(in: 6) ? near(now, &dice) : nil,
            isAtPanel: !dice.once(in: 8), opensByKey: !dice.once(in: 4), opensByCode: !dice.once(in: 4),
            pin: dice.maybe(pin(&dice)), pinNeedsUnit: dice.once(in: 5))
    }

    private static func key(_ id: Int, _ dice: inout Generator) -> Key {
        Key(id: id, code: code(&dice), unit: dice.number(1...2), tenant: dice.maybe(dice.number(1...3)))
    }

    private static func chain(_ id: Int, _ now: Int64, _ today: Int64, _ dice: inout Generator) -> Chain {
        Chain(
            id: id, tenant: dice.maybe(dice.number(1...3)), unit: dice.number(1...2), unitIsAtPanel: !dice.once(in: 8),
            isOneTime: dice.once(in: 3), window: window(now, today, &dice),
            panels: dice.once(in: 5) ? [dice.number(5...6), 7] : [])
    }

    private static func window(_ now: Int64, _ today: Int64, _ dice: inout Generator) -> Window {
        if dice.once(in: 3) {
            let start = near(now, &dice)
            return .between(start, start + Int64(dice.number(1...5000)) * 60_000_000)
        }
        let first = today + Int64(dice.number(-4...2))
        let from = dice.once(in: 6) ? 0 : dice.number(0...95) * 15
        let isUntilMidnight = dice.once(in: 4)
        return .weekly(
            first: first, last: first + Int64(dice.number(0...6)),
            days: Set((0...6).filter { _ in !dice.once(in: 3) }.map { SlowModel.weekday(Int64($0)) }).union(["sun"]),
            from: from, to: isUntilMidnight ? 1440 : from + 15 * dice.number(1...(1440 - from) / 15))
    }

    private static func virtualKey(_ id: Int, _ now: Int64, _ dice: inout Generator) -> VirtualKey {
        VirtualKey(
            id: id, chain: dice.number(1...3), pin: dice.maybe(pin(&dice)), token: token(&dice),
            isUsed: dice.once(in: 3), revoked: dice.once(in: 8) ? near(now, &dice) : nil)
    }

    private static func near(_ now: Int64, _ dice: inout Generator) -> Int64 {
        dice.once(in: 5) ? now : now + Int64(dice.number(-4000...1500)) * 60_000_000
    }

    private static func pin(_ dice: inout Generator) -> String { "94026\(dice.number(1...2))" }
    private static func token(_ dice: inout Generator) -> String { "token\(dice.number(1...2))" }
    private static func code(_ dice: inout Generator) -> String { "00ABCDEF0\(dice.number(1...2))" }
}
