import JSONAPI
import Testing

struct QueryTests {
    private let rules = ListRules(
        sorts: ["created_at=created", "name"], includes: ["virtual_keys.door_releases.panel", "devices"],
        filters: ["unit", "status"])

    @Test func `names are decoded, and a stray question mark is passed over`() {
        let parameters = QueryParameters("?page%5Bnumber%5D=2&filter[unit]=4+B%21&x")
        #expect(parameters["page[number]"] == "2")
        #expect(parameters["filter[unit]"] == "4 B!")
        #expect(parameters["x"] == "")
        #expect(QueryParameters("a=%zz&b=%e2%82%ac&c=%ff&d=%2")["b"] == "€")
        #expect(QueryParameters("a=%zz")["a"] == "%zz")
        #expect(QueryParameters("c=%ff")["c"] == "%ff")
    }

    @Test func `order is by known fields alone, each once`() throws {
        let query = try ListQuery(QueryParameters("sort=-created,name,created_at"), by: rules)
        #expect(query.sort == [SortField(name: "created_at", isDescending: true), SortField(name: "name")])
        #expect(throws: RequestProblem.unknownSort("age")) { try ListQuery(QueryParameters("sort=age"), by: rules) }
        #expect(RequestProblem.unknownSort("age").error.source == .parameter("sort"))
    }

    @Test func `paths of inclusion and their beginnings are allowed, and no others`() throws {
        let query = try ListQuery(QueryParameters("include=devices,virtual_keys.door_releases"), by: rules)
        #expect(query.include.map(\.text) == ["devices", "virtual_keys.door_releases"])
        for path in ["door_releases", "devices.building", "virtual_keys.", "."] {
            #expect(throws: RequestProblem.unknownInclude(path)) {
                try ListQuery(QueryParameters("include=\(path)"), by: rules)
            }
        }
    }

    @Test(arguments: ["filter[unit]=7", "filter[unit_id]=7", "unit=7", "unit_id=7", "filter%5Bunit%5D=7&filter[age]=3"])
    func `a filter has one meaning however it is written`(text: String) throws {
        let query = try ListQuery(QueryParameters(text), by: rules)
        #expect(query.filter("unit") == "7")
        #expect(query.filter("status") == nil)
    }

    @Test func `pages are numbered from 1, and have 20 items, at most 100`() throws {
        func page(_ text: String) throws -> PageQuery { try ListQuery(QueryParameters(text), by: rules).page }
        #expect(try page("").place == .number(1))
        #expect(try page("").size == 20)
        #expect(try page("page[number]=3&page[size]=250").place == .number(3))
        #expect(try page("page[size]=250").size == 100)
        #expect(try page("page[after]=").place == .start)
        for (text, name) in [
            ("page[number]=0", "page[number]"), ("page[number]=x", "page[number]"), ("page[size]=-1", "page[size]"),
            ("page[size]=1e3", "page[size]"), ("page[after]=!", "page[after]"), ("page[number]=٣", "page[number]"),
        ] {
            #expect(throws: RequestProblem.garbledPage(name), "\(text)") { try page(text) }
        }
    }

    @Test func `a cursor is read as it was written, and in no other spelling`() throws {
        for values in [["1"], ["2026-11-22T10:00:00Z", "17"], ["ü€😀", "", "9"]] {
            let cursor = Cursor(values: values)
            #expect(Cursor(cursor.text) == cursor)
            #expect(
                cursor.text.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x5F })
            let query = try ListQuery(QueryParameters("page[after]=\(cursor.text)"), by: rules)
            #expect(query.page.place == .after(cursor))
        }
        for text in ["", "A", "W10", "WzFd", "e30", "WyIxIl1", "WyIxIl0=", String(repeating: "A", count: 4000)] {
            #expect(Cursor(text) == nil || Cursor(text)?.text == text, "\(text.prefix(20))")
        }
    }

    @Test func `links keep the parameters, sorted and encoded, and end at the ends`() throws {
        let query = try ListQuery(QueryParameters("page[size]=10&filter[unit]=4 B&page[number]=2"), by: rules)
        let links = PageLinks("https://example.org/v3/calls", query).numbered(2, total: 25)
        let base = "https://example.org/v3/calls?filter%5Bunit%5D=4%20B&page%5Bnumber%5D="
        #expect(links.map(\.name) == ["self", "first", "prev", "next", "last"])
        #expect(links.map(\.target) == [2, 1, 1, 3, 3].map { "\(base)\($0)&page%5Bsize%5D=10" })
        let one = PageLinks("/x", query).numbered(1, total: 0)
        #expect(one.map { $0.target == nil } == [false, false, true, true, false])
        let beyond = PageLinks("/x", query).numbered(9, total: 25)
        #expect(beyond[2].target?.contains("page%5Bnumber%5D=3") == true)
        #expect(beyond[3].target == nil)
    }

    @Test func `a walk by cursors goes forward only`() throws {
        let query = try ListQuery(QueryParameters("page[after]="), by: rules)
        let links = PageLinks("/x", query).following(Cursor(values: ["7"]))
        #expect(links[0].target == "/x?page%5Bafter%5D=&page%5Bsize%5D=20")
        #expect(links[3].target == "/x?page%5Bafter%5D=\(Cursor(values: ["7"]).text)&page%5Bsize%5D=20")
        #expect(links[2].target == nil && links[4].target == nil)
    }
}
