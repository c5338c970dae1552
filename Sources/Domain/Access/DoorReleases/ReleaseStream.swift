import Basics
import Identity
import Storage

/// A part of the history that somebody may see, and that an index has in order.
struct ReleaseStream: Hashable {
    let kind: Kind
    let owner: Int64
    /// When they moved in, for who lives there; nil for who administers it.
    let since: Instant?
    /// The first opening anywhere since then, so that those before need not be looked at.
    private var first: Int64?

    private init(kind: Kind, owner: Int64, since: Instant?) {
        self.kind = kind
        self.owner = owner
        self.since = since
    }

    /// All of what somebody has.
    init(kind: Kind, owner: Int64) {
        self.init(kind: kind, owner: owner, since: nil)
    }

    /// Whose openings; the raw value is the word in the tables of counts.
    enum Kind: String, CaseIterable {
        case organization, building, zone, unit
    }

    static func organization(_ id: ID<Organization>) -> ReleaseStream {
        ReleaseStream(kind: .organization, owner: id.number, since: nil)
    }

    static func building(_ id: ID<Building>) -> ReleaseStream {
        ReleaseStream(kind: .building, owner: id.number, since: nil)
    }

    static func zone(_ id: Int64) -> ReleaseStream { ReleaseStream(kind: .zone, owner: id, since: nil) }

    static func unit(_ id: ID<Unit>, since: Instant?) -> ReleaseStream {
        ReleaseStream(kind: .unit, owner: id.number, since: since)
    }

    var condition: SQL {
        let owned: SQL =
            switch kind {
            case .organization: "organization_id = \(owner)"
            case .building: "building_id = \(owner)"
            case .zone: "zone_id = \(owner)"
            case .unit: "unit_id = \(owner)"
            }
        guard let since else { return owned }
        let late: SQL = "\(owned) AND created_at >= \(since)"
        return first.map { "\(late) AND id >= \($0)" } ?? late
    }

    /// With the first opening since they moved in.
    func located(in tx: any Transaction) throws -> ReleaseStream {
        guard let since else { return self }
        var stream = self
        stream.first =
            try tx.first(
                "SELECT id FROM door_release WHERE created_at >= \(since) ORDER BY created_at, id LIMIT 1")?
            .integer("id") ?? .max
        return stream
    }

    func isOf(_ unit: ID<Unit>) -> Bool { kind == .unit && owner == unit.number }

    /// Those that do not lie in others of them, so that every opening is in one alone.
    static func apart(_ streams: [ReleaseStream], in tx: any Transaction) throws -> [ReleaseStream] {
        guard streams.count > 1 else { return streams }
        let places = try Places(streams, in: tx)
        let all = Set(streams)
        var seen: Set<ReleaseStream> = []
        return streams.filter { stream in
            seen.insert(stream).inserted && !places.around(stream).contains { all.contains($0) }
        }
    }

    /// In what the units, zones and buildings of some streams lie.
    private struct Places {
        private var zones: [Int64: Int64] = [:]
        private var buildings: [Int64: Int64] = [:]
        private var organizations: [Int64: Int64] = [:]

        init(_ streams: [ReleaseStream], in tx: any Transaction) throws {
            func owners(_ kind: Kind) -> [Int64] { streams.filter { $0.kind == kind }.map(\.owner) }
            for row in try tx.fetchRows("SELECT id, zone_id FROM unit WHERE id IN", in: owners(.unit).values) {
                zones[try row.integer("id")] = try row.integer("zone_id")
            }
            let wantedZones = Set(owners(.zone)).union(zones.values).sorted()
            for row in try tx.fetchRows("SELECT id, building_id FROM zone WHERE id IN", in: wantedZones.values) {
                buildings[try row.integer("id")] = try row.integer("building_id")
            }
            let wantedBuildings = Set(owners(.building)).union(buildings.values).sorted()
            for row in try tx.fetchRows(
                "SELECT id, organization_id FROM building WHERE id IN", in: wantedBuildings.values)
            {
                organizations[try row.integer("id")] = try row.integer("organization_id")
            }
        }

        /// The streams that have all that this one has.
        func around(_ stream: ReleaseStream) -> [ReleaseStream] {
            var around: [ReleaseStream] = []
            var zone: Int64?
            var building: Int64?
            switch stream.kind {
            case .organization: return []
            case .building: building = stream.owner
            case .zone: building = buildings[stream.owner]
            case .unit:
                if stream.since != nil { around.append(ReleaseStream(kind: .unit, owner: stream.owner)) }
                zone = zones[stream.owner]
                building = zone.flatMap { buildings[$0] }
            }
            if let zone { around.append(.zone(zone)) }
            if let building, stream.kind != .building { around.append(.building(ID(building))) }
            if let organization = building.flatMap({ organizations[$0] }) {
                around.append(.organization(ID(organization)))
            }
            return around
        }
    }
}

extension [Int64] {
    fileprivate var values: [SQLValue] { map(SQLValue.integer) }
}
