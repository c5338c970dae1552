import Basics
import Foundation

/// The main job, step by step; each step is checked, and the first that is not as it should be ends the demo.
struct DemoScript {
    private let building: SampleBuilding
    private let origin: String
    private let curl: Curl

    init(building: SampleBuilding, origin: String) {
        self.building = building
        self.origin = origin
        curl = Curl(token: building.token)
    }

    private var api: String { "\(origin)/api/admin/v1" }
    private var intercom: String { "\(api)/intercoms/\(building.intercom)" }

    func play() async throws {
        say(
            "\nGatehouse runs at \(origin). Its sample house, Maple Street 1, has one intercom and apartments 1 to 40.")
        let news = try NewsListener("\(origin)/api/v1/events", token: building.token)
        defer { news.stop() }
        try await moveIn(news)
        try await sendWrongWorkbook(news)
        try await sendRightWorkbook(news)
        try showWhatIsLoaded()
        say("\nDone: every step was as it should be.")
    }

    func sayGoodbye() {
        say(
            """

            The server goes on at \(origin) until you press Ctrl-C. To try it yourself:

                TOKEN=\(building.token.exposed)
                curl -H "Authorization: Bearer $TOKEN" \(intercom)/flats

            The workbooks are in \(building.folder.path); \(origin)/openapi.json tells every call.
            """)
    }

    private func moveIn(_ news: NewsListener) async throws {
        title("1. The first residents move in: nothing is replaced, so the workbook loads at once")
        let answer = try upload(building.present)
        try expect(answer, status: 204)
        say("    204: queued")
        try await expectNews(news, "intercom_summary_loaded")
    }

    private func sendWrongWorkbook(_ news: NewsListener) async throws {
        title("2. A new list comes in, with mistakes")
        let answer = try upload(building.wrong)
        try expect(answer, status: 201)
        show(answer.json)
        guard answer.json["errors"]?.integer == 5 else { throw DemoFailure("5 wrong cells were to be found") }
        say("    201: it would replace what is there, and five cells are wrong. It is confirmed all the same …")
        try confirm(answer.json)
        let event = try await expectNews(news, "intercom_summary_rejected")
        guard let upload = event["upload_id"]?.integer, let url = event["download"]?["url"]?.string else {
            throw DemoFailure("the push has no link to the marked workbook")
        }
        let report = try curl.request([], "\(api)/uploads/\(upload)")
        try expect(report, status: 200)
        say("    … so nothing was changed. What is wrong:\n")
        for problem in report.json["errors"]?.array ?? [] {
            say("      \(word(problem, "cell"))  \"\(word(problem, "value"))\"  \(word(problem, "message"))")
        }
        let marked = building.folder.file("summary_errors.xlsx")
        say("\n    The same workbook, with those cells red and annotated and a sheet that lists them:")
        try expect(try curl.request(["-o", marked], url, isSigned: true), status: 200)
        guard try Data(contentsOf: URL(fileURLWithPath: marked)).starts(with: Data("PK".utf8)) else {
            throw DemoFailure("\(marked) is no workbook")
        }
        say("    saved as \(marked)")
    }

    private func sendRightWorkbook(_ news: NewsListener) async throws {
        title("3. The corrected list: first what it would change, then the load")
        let answer = try upload(building.right)
        try expect(answer, status: 201)
        show(answer.json)
        guard answer.json["errors"]?.integer == 0, answer.json["changes"]?["apartments"]?["added"]?.integer == 2 else {
            throw DemoFailure("two new apartments and no errors were expected")
        }
        say("    201: no errors, and this is what would change. Confirmed:")
        try confirm(answer.json)
        try await expectNews(news, "intercom_summary_loaded")
    }

    private func showWhatIsLoaded() throws {
        title("4. What is loaded now")
        let flats = try curl.request([], "\(intercom)/flats")
        try expect(flats, status: 200)
        let keys = try curl.request([], "\(intercom)/keys")
        try expect(keys, status: 200)
        guard let flats = flats.json["data"]?.array, let keys = keys.json["data"]?.array, flats.count == 5,
            keys.count == 5
        else { throw DemoFailure("five apartments with five keys were expected") }
        for key in keys {
            let holder = key["user"].map { word($0, "name") } ?? ""
            say("      apartment \(word(key, "flat"))  key \(word(key, "key"))  \(holder)")
        }
    }

    // MARK: Parts of steps

    private func upload(_ path: String) throws -> Curl.Answer {
        try curl.request(["-F", "file=@\(path)"], "\(intercom)/upload")
    }

    private func confirm(_ staged: JSON) throws {
        guard let hash = staged["hash"]?.string else { throw DemoFailure("the answer has no hash") }
        try expect(try curl.request(["-F", "hash=\(hash)"], "\(intercom)/upload"), status: 204)
    }

    @discardableResult
    private func expectNews(_ news: NewsListener, _ type: String) async throws -> JSON {
        let event = try await news.next()
        guard event["data"]?["type"]?.string == type, let data = event["data"]?["data"] else {
            throw DemoFailure("the push \(type) was expected, and this came: \(event.text)")
        }
        say("    push \(type):")
        show(data)
        return data
    }

    private func expect(_ answer: Curl.Answer, status: Int) throws {
        guard answer.status == status else {
            throw DemoFailure(
                "\(status) was expected, and \(answer.status) came: \(String(decoding: answer.body.prefix(500), as: UTF8.self))"
            )
        }
    }

    private func word(_ value: JSON, _ name: String) -> String { value[name]?.string ?? "" }

    private func show(_ value: JSON) {
        for member in (value.members ?? []).sorted(by: { $0.name < $1.name }) {
            say("      \(member.name): \(member.name == "changes" ? changes(member.value) : member.value.text)")
        }
    }

    private func changes(_ value: JSON) -> String {
        let parts = ["apartments", "keys", "users"].compactMap { kind -> String? in
            guard let counts = value[kind] else { return nil }
            let numbers = ["added", "removed", "changed", "unchanged"].map { "\(counts[$0]?.integer ?? 0) \($0)" }
            return "\n        \(kind): \(numbers.joined(separator: ", "))"
        }
        return parts.isEmpty ? "none, for there are errors" : parts.joined()
    }

    private func title(_ text: String) {
        say("\n\(text)")
    }
}
