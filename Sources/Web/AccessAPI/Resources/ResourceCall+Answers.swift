import Access
import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird
import JSONAPI
import NIOCore

extension ResourceCall {
    /// One thing, with what the query includes.
    func show<Item: Sendable>(
        _ kind: ResourceKind<ResourceSource, Item>, _ item: Item, _ query: ListQuery,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try await answer(Document(.one(kind.resource(item))), query, status: status)
    }

    /// A page of a list, with links to the others.
    func list<Item: Sendable>(
        _ kind: ResourceKind<ResourceSource, Item>, _ page: ListPage<Item>, _ query: ListQuery
    ) async throws -> Response {
        let links = links(query)
        let document = Document(
            .many(page.items.map(kind.resource)),
            links: query.page.number.map { number in
                links.numbered(number, total: page.total, hasMore: page.next != nil)
            } ?? links.following(page.next.map { Cursor(values: $0) }))
        return try await answer(document, query)
    }

    /// The links of a page of the list at this path.
    func links(_ query: ListQuery) -> PageLinks {
        PageLinks(desk.location.url(request.uri.path, for: request), query)
    }

    /// A list that is shown whole.
    func list<Item: Sendable>(
        _ kind: ResourceKind<ResourceSource, Item>, _ items: [Item], _ query: ListQuery,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try await answer(Document(.many(items.map(kind.resource))), query, status: status)
    }

    /// A document that is put together already, with what the query includes.
    func answer(
        _ document: Document, _ query: ListQuery, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        var document = document
        try await ResourceKinds.catalogue.include(query.include, in: &document, from: source)
        return .jsonAPI(document.json(fields: query.fields), status: status)
    }
}

extension Response {
    /// A JSON:API answer.
    static func jsonAPI(_ value: JSON, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/vnd.api+json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: value.utf8)))
    }
}

extension ListQuery {
    /// Which part of the list is asked for.
    ///
    /// - Parameter ordered: whether an order leaves no place for cursors, which go by the ids.
    func listRequest(ordered: Bool) throws(RequestProblem) -> ListRequest {
        guard !ordered || sort.isEmpty || page.number != nil else { throw .garbledPage("page[after]") }
        return listRequest()
    }

    /// Which part of the list is asked for.
    func listRequest() -> ListRequest {
        switch page.place {
        case .number(let number): ListRequest(.number(number), size: page.size)
        case .start: ListRequest(.after([]), size: page.size)
        case .after(let cursor): ListRequest(.after(cursor.values), size: page.size)
        }
    }

    /// The columns that order the list, by the names of the sorts.
    func order<Column: Sendable>(_ columns: [String: Column]) -> [ListOrder<Column>] {
        sort.compactMap { field in columns[field.name].map { ListOrder($0, isDescending: field.isDescending) } }
    }

    /// The id by which the list is filtered; one that is no number is 0, which nothing has.
    func id<Thing>(_ name: String, of _: Thing.Type = Thing.self) -> ID<Thing>? {
        filter(name).map { ID<Thing>($0) ?? ID(0) }
    }
}

extension PageQuery {
    /// Nil where it is asked for by what stands before it.
    fileprivate var number: Int? {
        if case .number(let number) = place { number } else { nil }
    }
}
