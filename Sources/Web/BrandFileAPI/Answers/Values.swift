import Basics
import Catalog
import Identity

// How ids, moments and days are written here.

extension JSON {
    /// An id; 32 zeros for none.
    static func key<Thing: HexKeyed>(_ id: ID<Thing>?) -> JSON { .string(id?.hexKey ?? noHexKey) }

    /// A related thing that is not told of: `{"__KEY": …}`.
    static func related<Thing: HexKeyed>(_ id: ID<Thing>?) -> JSON { ["__KEY": .key(id)] }

    /// A moment in UTC without a zone, to the second: `2020-08-24T10:19:26`.
    static func moment(_ instant: Instant) -> JSON { .string(String(instant.iso8601.prefix(19))) }

    /// A day: `2020-08-25T00:00:00.000Z`; zeros for none.
    static func day(_ day: CivilDate?) -> JSON {
        .string("\(day.map(\.description) ?? "0000-00-00")T00:00:00.000Z")
    }
}
