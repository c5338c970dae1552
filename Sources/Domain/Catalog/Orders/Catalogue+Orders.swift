public import Basics
public import Identity
import Storage

/// Which orders are asked for.
public struct OrderQuery: Sendable {
    public var brand: ID<Brand>?
    public var host: ID<Host>?
    public var number: String?
    public var status: OrderStatus?

    public init(
        brand: ID<Brand>? = nil, host: ID<Host>? = nil, number: String? = nil, status: OrderStatus? = nil
    ) {
        self.brand = brand
        self.host = host
        self.number = number
        self.status = status
    }
}

extension Catalogue {
    /// Host after host and brand after brand, those of a brand as they came.
    public func orders(
        _ query: OrderQuery, _ request: PageRequest, by principal: Principal
    ) async throws -> Page<Order> {
        try await read(by: principal) { caller, tx in
            let page: Page<Row>
            if query.number == nil, query.status == nil {
                page = try caller.orderSections(query, in: tx).rows(
                    "sales_order.*", order: "sales_order.id", request, in: tx)
            } else {
                page = try tx.page(
                    "sales_order.*", "FROM sales_order WHERE \(caller.condition(query))", order: "sales_order.id",
                    request)
            }
            let orders = try OrderTable.orders(from: page.items, in: tx)
            return Page(items: orders, total: page.total, request: request)
        }
    }

    public func order(_ id: ID<Order>, by principal: Principal) async throws -> Order {
        try await read(by: principal) { caller, tx in try caller.order(id, in: tx) }
    }

    /// For a host, of a brand that it sells; an administrator may place one for a host.
    public func createOrder(_ draft: OrderDraft, by principal: Principal) async throws -> Order {
        try await write(by: principal) { caller, now, tx in
            let draft = try draft.validated()
            let hostID = try caller.orderingHost(draft)
            guard let brand = try caller.brand(draft.brand, in: tx),
                let host = try caller.host(hostID, selling: brand, in: tx)
            else {
                throw Failure.invalid(
                    "fk_brand", code: "order.brand", "The host sells no brand with this id.")
            }
            let variants = try VariantTable.find(draft.lines.map(\.barcode), brand: brand, in: tx)
            let lines: [(variant: ID<Variant>, line: OrderDraft.Line)] = try draft.lines.map { line in
                guard let variant = variants[line.barcode]?.variant else {
                    throw Failure.invalid(
                        "barcode", code: "order.barcode",
                        "The brand has no variant with the barcode \(line.barcode.text).")
                }
                return (variant, line)
            }
            guard let id = try OrderTable.insert(draft, host: host.id, lines: lines, at: now, in: tx) else {
                throw Failure.invalid(
                    "number", code: "order.number", "The brand has already an order \(draft.number).")
            }
            return try caller.order(id, in: tx)
        }
    }
}

extension CatalogCaller {
    fileprivate func order(_ id: ID<Order>, in tx: any Transaction) throws -> Order {
        let rows = try tx.fetch("SELECT * FROM sales_order WHERE id = \(id) AND \(seesOrder)")
        return try found(OrderTable.orders(from: rows, in: tx).first, "order")
    }

    fileprivate func orderingHost(_ draft: OrderDraft) throws -> ID<Host> {
        switch role {
        case .host(let host) where draft.host == nil || draft.host == host:
            return host
        case .administrator:
            guard let host = draft.host else {
                throw Failure.invalid("fk_host", code: "order.host", "Say by fk_host for which host this is.")
            }
            return host
        case .company, .warehouse, .host:
            throw Failure(.forbidden, code: "order.forbidden", "Only a host may place orders, and only its own.")
        }
    }

    fileprivate func condition(_ query: OrderQuery) -> SQL {
        var conditions: [SQL] = []
        if let number = query.number {
            // By the index on brand and number; the sum keeps the database from reading all of the host's instead.
            if case .host(let host) = role {
                conditions.append("sales_order.host_id + 0 = \(host)")
            } else {
                conditions.append(seesOrder)
            }
            conditions.append(seesBrandOf("sales_order.brand_id"))
            conditions.append("sales_order.number = \(number)")
        } else {
            conditions.append(seesOrder)
        }
        if let status = query.status { conditions.append("sales_order.status = \(status.rawValue)") }
        if let brand = query.brand { conditions.append("sales_order.brand_id = \(brand)") }
        if let host = query.host { conditions.append("sales_order.host_id + 0 = \(host)") }
        return .all(conditions)
    }

    fileprivate func orderSections(_ query: OrderQuery, in tx: any Transaction) throws -> Sections {
        var sections = Sections()
        for dealing in try dealings(in: .orders, brand: query.brand, host: query.host, tx) {
            sections.add(
                dealing.count,
                "FROM sales_order WHERE sales_order.host_id = \(dealing.host) AND sales_order.brand_id = \(dealing.brand)"
            )
        }
        return sections
    }
}
