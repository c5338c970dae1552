import Basics
import Foundation
import HTTPSupport
import Hummingbird

/// A list answer of this API: `data`, `links` to other pages, and `meta` with the numbers.
struct LengthAwarePage<Item: Sendable> {
    let page: Page<Item>
    let represent: (Item) -> JSON
    let request: Request
    let location: SurfaceLocation

    var response: Response {
        .json(["data": .array(page.items.map(represent)), "links": links, "meta": meta])
    }

    private var links: JSON {
        [
            "first": .string(url(1)), "last": .string(url(page.lastPage)),
            "prev": current > 1 ? .string(url(min(current - 1, page.lastPage))) : .null,
            "next": current < page.lastPage ? .string(url(current + 1)) : .null,
        ]
    }

    private var meta: JSON {
        let first = page.items.isEmpty ? nil : page.request.offset + 1
        return [
            "current_page": JSON(current), "from": JSON(first), "last_page": JSON(page.lastPage),
            "links": .array(numberedLinks), "path": .string(path), "per_page": JSON(page.request.size),
            "to": JSON(first.map { $0 + page.items.count - 1 }), "total": JSON(page.total),
        ]
    }

    /// Previous, the pages around the current one, next.
    private var numberedLinks: [JSON] {
        let near = (-3...3).map { current + $0 }.filter { $0 >= 1 && $0 <= page.lastPage }
        let shown = Set([1, page.lastPage] + near).sorted()
        return [link("&laquo; Previous", current > 1 ? current - 1 : nil, false)]
            + shown.map { link(String($0), $0, $0 == current) }
            + [link("Next &raquo;", current < page.lastPage ? current + 1 : nil, false)]
    }

    private func link(_ label: String, _ number: Int?, _ active: Bool) -> JSON {
        ["url": number.map { .string(url($0)) } ?? .null, "label": .string(label), "active": .boolean(active)]
    }

    private var current: Int { page.request.number }

    private var path: String { location.url(request.uri.path, for: request) }

    /// The same list with other pages: everything else that was asked for is asked for again.
    private func url(_ number: Int) -> String {
        var components = URLComponents()
        components.queryItems =
            request.uri.queryParameters.filter { $0.key != "page" }.map {
                URLQueryItem(name: String($0.key), value: String($0.value))
            } + [URLQueryItem(name: "page", value: String(number))]
        return path + "?" + (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }
}

extension Request {
    /// `page` and `per_page`; what is no number counts as if it were not there.
    var pageRequest: PageRequest {
        PageRequest(
            number: query("page").flatMap { Int($0) } ?? 1,
            size: query("per_page").flatMap { Int($0) } ?? 25)
    }
}
