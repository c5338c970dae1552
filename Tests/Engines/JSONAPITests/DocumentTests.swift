import Basics
import JSONAPI
import Synchronization
import Testing

struct DocumentTests {
    /// Three tables and a count of how often each was asked.
    private final class Shelves: Sendable {
        let asked = Mutex<[String]>([])

        func note(_ type: String, _ ids: [String]) {
            asked.withLock { $0.append("\(type) \(ids.sorted().joined(separator: " "))") }
        }
    }

    private struct Chain: Sendable {
        let id: Int
        let keys: [Int]
    }

    private static let chains = ResourceKind<Shelves, Chain>(
        "keychains", id: { String($0.id) },
        attributes: [("name", { .string("Chain \($0.id)") }), ("extra", { _ in .null })],
        relationships: [("virtual_keys", { .many($0.keys.map { ResourceIdentifier("virtual_keys", String($0)) }) })],
        find: { shelves, ids in
            shelves.note("keychains", ids)
            return []
        })

    private static let keys = ResourceKind<Shelves, String>(
        "virtual_keys", id: { $0 }, attributes: [("name", { .string("Key \($0)") })],
        relationships: [
            ("panel", { _ in .one(ResourceIdentifier("panels", "5")) }),
            ("keychain", { _ in .one(ResourceIdentifier("keychains", "1")) }),
            ("vehicle", { _ in .one(nil) }),
        ],
        find: { shelves, ids in
            shelves.note("virtual_keys", ids)
            // Key 13 is somebody else's.
            return ids.filter { $0 != "13" }
        })

    private static let panels = ResourceKind<Shelves, String>(
        "panels", id: { $0 }, attributes: [("name", { _ in "Front" })],
        find: { shelves, ids in
            shelves.note("panels", ids)
            return ids
        })

    private static let catalogue = ResourceCatalogue([chains.entry, keys.entry, panels.entry])

    private func document() -> Document {
        Document(
            .many([Chain(id: 1, keys: [11, 12]), Chain(id: 2, keys: [12, 13])].map(DocumentTests.chains.resource)))
    }

    @Test func `what is included is asked for once a type and step, whatever refers to it`() async throws {
        let shelves = Shelves()
        var document = document()
        try await DocumentTests.catalogue.include(
            ["virtual_keys.panel", "virtual_keys.keychain", "virtual_keys"].map { IncludePath($0) }, in: &document,
            from: shelves)
        #expect(shelves.asked.withLock { $0 } == ["virtual_keys 11 12 13", "panels 5"])
        let included = try #require(document.json()["included"]?.array)
        #expect(
            included.map { "\($0["type"]?.string ?? "") \($0["id"]?.string ?? "")" } == [
                "virtual_keys 11", "virtual_keys 12", "panels 5",
            ])
    }

    @Test func `without includes there is no member for them, with includes of nothing an empty one`() async throws {
        var document = document()
        try await DocumentTests.catalogue.include([], in: &document, from: Shelves())
        #expect(document.json()["included"] == nil)
        var empty = Document(.many([]))
        try await DocumentTests.catalogue.include([IncludePath("virtual_keys")], in: &empty, from: Shelves())
        #expect(empty.json() == ["data": [], "included": []])
    }

    @Test func `a resource is written as the standard wants it`() {
        let json = DocumentTests.keys.resource("11")
        let document = Document(.one(json), links: [("self", "/x"), ("next", nil)])
        #expect(
            document.json() == [
                "data": [
                    "id": "11", "type": "virtual_keys", "attributes": ["name": "Key 11"],
                    "relationships": [
                        "panel": ["data": ["id": "5", "type": "panels"]],
                        "keychain": ["data": ["id": "1", "type": "keychains"]], "vehicle": ["data": .null],
                    ],
                ], "links": ["self": "/x", "next": .null],
            ])
        #expect(Document(.one(nil)).json() == ["data": .null])
    }

    @Test func `fields that were not asked for are left out`() {
        let json = Document(.one(DocumentTests.chains.resource(Chain(id: 1, keys: [])))).json(
            fields: ["keychains": ["name"], "panels": []])
        #expect(json["data"] == ["id": "1", "type": "keychains", "attributes": ["name": "Chain 1"]])
    }

    @Test func `failures become errors with pointers`() {
        let failure = Failure(
            .invalid, code: "x", "Wrong.",
            fields: [("", ["a"]), ("name", ["b", "c"]), ("tenant", ["d"]), ("id", ["e"]), ("/data/x/0", ["f"])])
        let document = ErrorDocument(failure, relationships: ["tenant"])
        #expect(document.status == 422)
        #expect(
            document.errors.map(\.source)
                == [
                    "/data", "/data/attributes/name", "/data/attributes/name", "/data/relationships/tenant", "/data/id",
                    "/data/x/0",
                ].map { .pointer($0) })
        #expect(ErrorDocument(Failure.notFound("key")).json["errors"]?.array?.first?["status"] == "404")
        let mixed = [404, 422].map { ErrorObject(status: $0, detail: "") }
        #expect(ErrorDocument(mixed).status == 400)
    }
}
