import Testing

@testable import XLSX

/// Cells of the common shapes are read past the general scanner; both ways must come to the same.
struct PlainReadingTests {
    /// A generator of its own seed, so that a failure comes again.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
        }
    }

    static let strings = [
        "<si><t>one</t></si>", "<si><t xml:space=\"preserve\"> two &amp; &lt;b&gt; &quot;&apos; </t></si>",
        "<si><t/></si>",
        "<si><t>_x000D_ æøå_y</t></si>", "<si><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r></si>",
        "<si><t>&#65;</t></si>", "<si><t> trimmed </t></si>", "<si>\n<t>spaced out</t>\n</si>", "<si><t></t></si>",
    ].joined()

    static let cells = [
        "<c r=\"A#\"><v>17</v></c>", "<c r=\"B#\" s=\"1\"><v>45000.25</v></c>", "<c r=\"C#\" t=\"s\"><v>3</v></c>",
        "<c r=\"D#\" s=\"1\" t=\"s\"><v>8</v></c>", "<c r=\"E#\" t=\"b\"><v>1</v></c>",
        "<c r=\"F#\" t=\"e\"><v>#N/A</v></c>",
        "<c r=\"G#\"><f>A#&gt;1</f><v>-0.125</v></c>", "<c r=\"H#\" t=\"str\"><f>\"a\"</f><v>a &amp; b</v></c>",
        "<c r=\"I#\" t=\"inlineStr\"><is><t>text</t></is></c>", "<c r=\"J#\" s=\"2\"/>",
        "<c r=\"K#\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> &lt;x&gt; </t></is></c>",
        "<c r=\"L#\"><v>1.5E-7</v></c>", "<c r=\"M#\"><f t=\"shared\" ref=\"M1:M9\" si=\"0\">L#*2</f><v>3</v></c>",
        "<c r=\"N#\"><f t=\"shared\" si=\"0\"/><v>4</v></c>", "<c r=\"AA#\" t=\"n\"><v>12345678901234567</v></c>",
        "<c t=\"d\" r=\"AB#\"><v>2024-02-29T12:00:00</v></c>",
        "<c r=\"AC#\">\n<v>0.30000000000000004</v>\n</c>", "<c r=\"AD#\"><f>1+1</f></c>", "<c><v>7</v></c>",
        "<c r=\"XFD#\" t=\"s\" s=\"1\"><v>0</v></c>",
    ]

    static func rows(_ dice: inout Dice) -> String {
        (1...4).map { row in
            let cells = Self.cells.filter { _ in Int.random(in: 0..<3, using: &dice) > 0 }
            let number = row * row
            let content = cells.joined().replacing("#", with: String(number))
            return "<row r=\"\(number)\" spans=\"1:9\">\(content)</row>" + (row % 2 == 0 ? "\n" : "")
        }.joined()
    }

    @Test func `an error in a row's tag is said to be at the tag, whichever way it is read`() {
        let rows = "\n    <row r=\"1\"\" t=\"x <y></row>" + String(repeating: " ", count: 200)
        let errors = [true, false].map { plainly in
            var limits = XLSXLimits.standard
            limits.readsPlainly = plainly
            return HandmadeWorkbook(rows: rows).refusal(limits: limits)
        }
        #expect(errors[0] != nil)
        #expect(errors[0] == errors[1])
    }

    /// A fuzzer found that it depended on where the window ended.
    @Test func `strings that stand in no element are refused, whichever way they are read`() {
        for plainly in [true, false] {
            var limits = XLSXLimits.standard
            limits.readsPlainly = plainly
            var workbook = HandmadeWorkbook(rows: "<row><c t=\"s\"><v>1</v></c></row>", strings: "")
            workbook["xl/sharedStrings.xml"] = Self.strings + String(repeating: " ", count: 200)
            let refusal = workbook.refusal(limits: limits)
            guard case .malformedXML(_, _, "an element behind the outermost one") = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
        }
    }

    /// The cells, or nil where the workbook is refused.
    func outcome(_ rows: String, _ strings: String, plainly: Bool) -> [String: CellValue]? {
        var limits = XLSXLimits.standard
        limits.readsPlainly = plainly
        let workbook = HandmadeWorkbook(rows: rows, strings: strings, formats: ["yyyy-mm-dd", "[h]:mm"])
        return try? workbook.values(limits: limits)
    }

    /// Changes, removes, doubles or moves a few bytes.
    func spoiled(_ text: String, _ dice: inout Dice) -> String {
        let marks = Array("<>/=\"'&;_xcvrtsf0123456789AZ .-eE\r\n".utf8)
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            guard !bytes.isEmpty else { break }
            let place = Int.random(in: bytes.indices, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: bytes[place] = marks[Int.random(in: marks.indices, using: &dice)]
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(marks[Int.random(in: marks.indices, using: &dice)], at: place)
            default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `the short way reads what the general way reads`() throws {
        var dice = Dice(state: 1)
        for _ in 0..<50 {
            let rows = Self.rows(&dice)
            let general = try #require(outcome(rows, Self.strings, plainly: false))
            #expect(!general.isEmpty)
            #expect(outcome(rows, Self.strings, plainly: true) == general, "\(rows)")
        }
    }

    @Test func `of a damaged sheet both ways make the same, or refuse it both`() {
        var dice = Dice(state: 2)
        for _ in 0..<600 {
            let rows = spoiled(Self.rows(&dice), &dice)
            #expect(
                outcome(rows, Self.strings, plainly: true) == outcome(rows, Self.strings, plainly: false), "\(rows)")
        }
    }

    @Test func `of damaged strings both ways make the same, or refuse them both`() {
        var dice = Dice(state: 3)
        let rows = "<row r=\"1\">" + (0..<9).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "</row>"
        for _ in 0..<600 {
            let strings = spoiled(Self.strings, &dice)
            #expect(outcome(rows, strings, plainly: true) == outcome(rows, strings, plainly: false), "\(strings)")
        }
    }

    @Test func `every number is read as the nearest double, in either way`() throws {
        var dice = Dice(state: 4)
        for _ in 0..<200 {
            let numbers = (0..<20).map { _ -> String in
                let digits = String(UInt64.random(in: 0...9_999_999_999_999_999_999, using: &dice))
                let text = String(digits.prefix(Int.random(in: 1...digits.count, using: &dice)))
                let point = Int.random(in: 0...text.count, using: &dice)
                let sign = Bool.random(using: &dice) ? "-" : ""
                return sign + (point == text.count ? text : text.prefix(point) + "." + text.dropFirst(point))
            }
            let rows = "<row r=\"1\">" + numbers.map { "<c><v>\($0)</v></c>" }.joined() + "</row>"
            let named = numbers.enumerated().map { index, number in
                "<c r=\"\(CellReference.letters(ofColumn: index))1\"><v>\(number)</v></c>"
            }
            let wanted = numbers.map { Double($0).map(CellValue.number) }
            for rows in [rows, "<row r=\"1\">\(named.joined())</row>"] {
                let values = try #require(outcome(rows, "", plainly: true))
                let found = (0..<20).map { values[CellReference.letters(ofColumn: $0) + "1"] }
                #expect(found == wanted)
            }
        }
    }
}
