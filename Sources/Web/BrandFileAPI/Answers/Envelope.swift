import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

extension Response {
    /// A page of a list: `{"response": {"page", "pageCount", "recordsSent", "recordsFound", "<resource>": […]}}`.
    static func envelope<Item>(
        _ resource: String, _ page: Page<Item>, status: HTTPResponse.Status = .ok, _ represent: (Item) throws -> JSON
    ) rethrows -> Response {
        let records = try page.items.map(represent)
        return .json(
            [
                "response": .object([
                    .init("page", JSON(page.request.number)), .init("pageCount", JSON(page.lastPage)),
                    .init("recordsSent", JSON(records.count)), .init("recordsFound", JSON(page.total)),
                    .init(resource, .array(records)),
                ])
            ], status: status)
    }

    /// Records that are all there are: one by its id, or those that were made.
    static func envelope(_ resource: String, _ records: JSON..., status: HTTPResponse.Status = .ok) -> Response {
        envelope(resource, all: records, status: status)
    }

    static func envelope(_ resource: String, all records: [JSON], status: HTTPResponse.Status = .ok) -> Response {
        let request = PageRequest(size: max(records.count, 1), most: max(records.count, 1))
        return envelope(
            resource, Page(items: records, total: records.count, request: request), status: status
        ) { $0 }
    }
}
