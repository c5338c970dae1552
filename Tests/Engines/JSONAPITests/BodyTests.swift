import Basics
import JSONAPI
import Testing

struct BodyTests {
    private static let json = """
        {"data": {"type": "keychains", "attributes": {"name": "Dog walker", "video": true, "panel_id": 4711,
            "recipients": ["a@example.org", "+1212"]},
            "relationships": {"tenant": {"data": {"id": "7", "type": "tenants"}}, "unit": {"data": null},
                "devices": {"data": [{"id": 1}, {"id": "2", "type": "keypads"}]}}}}
        """
    private static let form = """
        data[type]=keychains&data[attributes][name]=Dog+walker&data[attributes][video]=1&\
        data%5Battributes%5D%5Bpanel_id%5D=4711&data[attributes][recipients][]=a@example.org&\
        data[attributes][recipients][]=%2B1212&data[relationships][tenant][data][id]=7&\
        data[relationships][unit][data]=&data[relationships][devices][data][][id]=1&\
        data[relationships][devices][data][][id]=2&data[relationships][devices][data][][type]=keypads
        """

    @Test(arguments: [true, false]) func `a form says the same as JSON`(isForm: Bool) throws {
        let document =
            isForm ? try RequestDocument(form: BodyTests.form) : try RequestDocument(json: BodyTests.json.utf8)
        #expect(document.type == "keychains")
        var reader = AttributeReader(document)
        #expect(reader.requiredText("name") == "Dog walker")
        #expect(reader.truth("video") == true)
        #expect(reader.integer("panel_id") == 4711)
        #expect(reader.texts("recipients") == ["a@example.org", "+1212"])
        #expect(reader.text("absent") == nil)
        #expect(reader.problems.isEmpty)
        #expect(try document.one("tenant", type: "tenants") == ResourceIdentifier("tenants", "7"))
        #expect(try document.one("unit", type: "units") == nil)
        #expect(
            try document.many("devices", type: "panels")
                == [ResourceIdentifier("panels", "1"), ResourceIdentifier("keypads", "2")])
        #expect(try document.many("absent", type: "panels") == nil)
    }

    @Test func `lists of objects and lists with numbers are read from forms`() throws {
        let text = """
            data[attributes][recipients][][name]=A&data[attributes][recipients][][deliver_to]=a@x.org&\
            data[attributes][recipients][][name]=B&data[attributes][days][1]=tue&data[attributes][days][0]=mon&\
            data[attributes][none][]=
            """
        var reader = AttributeReader(try RequestDocument(form: text))
        let recipients = reader.list("recipients")
        #expect(recipients == [["name": "A", "deliver_to": "a@x.org"], ["name": "B"]])
        #expect(reader.texts("days") == ["mon", "tue"])
        #expect(reader.texts("none") == [])
    }

    @Test func `a wrong document is refused where it is wrong`() {
        for (text, pointer) in [
            ("", ""), ("[]", ""), ("{}", "/data"), (#"{"data": []}"#, "/data"),
            (#"{"data": {"attributes": 1}}"#, "/data/attributes"),
            (#"{"data": {"relationships": []}}"#, "/data/relationships"),
        ] {
            do {
                _ = try RequestDocument(json: text.utf8)
                Issue.record("\(text) was taken")
            } catch {
                #expect(error.error.source == .pointer(pointer), "\(text)")
                #expect(error.error.status == 400)
            }
        }
    }

    @Test func `type and id have to be the operation's`() throws {
        let document = try RequestDocument(json: #"{"data": {"type": "pins", "id": 7}}"#.utf8)
        try document.require(type: "pins")
        try document.require(id: "7")
        #expect(throws: RequestProblem.wrongType(expected: "calls", found: "pins")) {
            try document.require(type: "calls")
        }
        #expect(throws: RequestProblem.wrongID(expected: "8", found: "7")) { try document.require(id: "8") }
        #expect(RequestProblem.wrongID(expected: "8", found: "7").error.status == 409)
    }

    @Test func `all wrong attributes are told at once`() throws {
        let text = #"{"data": {"attributes": {"a": {}, "b": "maybe", "c": "x", "d": 5, "e": " ", "f": "2026"}}}"#
        var reader = AttributeReader(try RequestDocument(json: text.utf8))
        _ = reader.text("a")
        _ = reader.truth("b")
        _ = reader.integer("c")
        _ = reader.list("d")
        _ = reader.requiredText("e")
        _ = reader.requiredText("g")
        _ = reader.value("f", { _ in Int?.none })
        do {
            try reader.finish()
            Issue.record("nothing was wrong")
        } catch {
            let failure = try #require(error as? Failure)
            #expect(failure.fields.map(\.name) == ["a", "b", "c", "d", "e", "g", "f"])
        }
    }

    @Test func `a form is bounded in depth, in number and in names`() {
        let deep = "data" + String(repeating: "[a]", count: 9) + "=1"
        let many = (0...2000).map { "data[\($0)]=1" }.joined(separator: "&")
        let long = "data[\(String(repeating: "a", count: 600))]=1"
        for text in [deep, many, long] {
            #expect(throws: RequestProblem.self) { try RequestDocument(form: text) }
        }
    }

    @Test(arguments: [
        "data[=1", "data]=1", "[]=1", "[data]=1", "data[a=1&data[a][b]=2&data[a]=3", "=", "&&", "data[][][]=1",
    ])
    func `no form is too odd to be answered`(text: String) {
        _ = try? RequestDocument(form: text)
    }
}
