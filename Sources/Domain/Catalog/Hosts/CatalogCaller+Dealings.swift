import Basics
import Storage

/// What a host has of a brand on record: prices, or orders.
struct Dealing {
    let host: Int64
    let brand: Int64
    let count: Int

    /// What is counted of each pair of host and brand.
    enum Subject {
        case prices, orders

        fileprivate var column: SQL {
            switch self {
            case .prices: "price_count"
            case .orders: "order_count"
            }
        }
    }
}

extension CatalogCaller {
    /// The pairs of host and brand that have something on record which the caller sees, in the order of their numbers.
    func dealings(
        in subject: Dealing.Subject, brand: ID<Brand>?, host: ID<Host>?, _ tx: any Transaction
    ) throws -> [Dealing] {
        let column = subject.column
        var conditions: [SQL] =
            switch role {
            case .host(let host): ["host_id = \(host)"]
            case .warehouse: ["host_id = 0"]
            case .administrator, .company: [seesBrandOf("brand_id")]
            }
        if let brand { conditions.append("brand_id = \(brand)") }
        if let host { conditions.append("host_id = \(host)") }
        return try tx.fetch(
            """
            SELECT host_id, brand_id, \(column) AS found FROM host_brand WHERE \(SQL.all(conditions)) AND \(column) > 0
            ORDER BY host_id, brand_id
            """
        ).map { row in
            try Dealing(host: row.integer("host_id"), brand: row.integer("brand_id"), count: row.int("found"))
        }
    }
}
