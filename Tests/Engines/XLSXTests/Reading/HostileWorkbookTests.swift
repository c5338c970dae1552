import Testing
import XLSX
import Zip

struct HostileWorkbookTests {
    static let sheetPart = "xl/worksheets/sheet1.xml"

    @Test func `a document type is refused in every part`() throws {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
        for part in [Self.sheetPart, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "[Content_Types].xml"] {
            var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
            workbook[part] = bomb + (workbook[part] ?? "")
            #expect(workbook.refusal() == .documentType(part: part))
        }
    }

    /// A fuzzer found that it was read there, and that marks changed its meaning.
    @Test(arguments: ["xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "[Content_Types].xml"])
    func `an element behind the outermost one is refused`(_ part: String) throws {
        var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
        workbook[part]? += "<!-- more --><a/>"
        guard case .malformedXML(part, _, "an element behind the outermost one") = workbook.refusal() else {
            Issue.record("\(part): \(String(describing: workbook.refusal()))")
            return
        }
    }

    @Test(arguments: [
        "<row><c><v>1</v></c>", "<row><c><v>1</c></v></row>", "<row></c></row>", "<row><c r=A1/></row>", "<row r/>",
        "<row><c t=\"str\"><v>&nbsp;</v></c></row>", "<row><c t=\"str\"><v>&#0;&</v></c></row>",
        "<row><c r=\"A1/></row>",
        "<row><c t=\"str\"><v><![CDATA[x</v></c></row>", "<row><!-- </row>", "<row><? </row>", "<row>< c/></row>",
        "<row><c t=\"str\"><v>&#xD800;</v></c></row>", "<row><c t=\"str\"><v>&#-5;</v></c></row>",
        "<row><!ELEMENT a></row>",
        "<row><c <v>1</v></c></row>", "<row><c<v>1</v></c></row>",
    ])
    func `what is no XML is refused with its place`(_ rows: String) throws {
        let error = try #require(HandmadeWorkbook(rows: rows).refusal())
        guard case .malformedXML(Self.sheetPart, let byte, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(byte > 0 && byte <= 300)
    }

    @Test func `a sheet that is cut off anywhere is refused, never a crash`() throws {
        let whole = """
            <worksheet><sheetData><row r="1"><c r="A1" t="str"><f>A2</f><v>a&amp;b</v></c><c r="B1"><v>17</v></c>\
            <c r="C1" t="inlineStr"><is><r><t>x</t></r></is></c></row></sheetData></worksheet>
            """
        for length in 0..<whole.utf8.count {
            let cut = String(whole.prefix(length))
            let error = HandmadeWorkbook(sheet: cut).refusal()
            // Past the last cell only size and checksum count, and they are right here.
            if length < whole.utf8.count - "</worksheet>".count, length > 0 { #expect(error != nil, "\(cut)") }
        }
    }

    @Test func `bytes changed at random are read or refused, never a crash`() throws {
        var random = SystemRandomNumberGenerator()
        let rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45351.5</v></c><c r="C1" t="b"><v>1</v></c></row>\
            <row r="2"><c r="A2" t="inlineStr"><is><t>_x0041_</t></is></c><c r="D2" t="d"><v>2024-02-29</v></c></row>
            """
        for _ in 0..<3000 {
            var workbook = HandmadeWorkbook(rows: rows, strings: "<si><t>a</t></si>", formats: ["yyyy-mm-dd"])
            let part = Int.random(in: 0..<workbook.parts.count, using: &random)
            for _ in 0..<Int.random(in: 1...4, using: &random) where !workbook.parts[part].bytes.isEmpty {
                let place = Int.random(in: 0..<workbook.parts[part].bytes.count, using: &random)
                workbook.parts[part].bytes[place] = random.next()
            }
            _ = workbook.refusal()
        }
        let bytes = HandmadeWorkbook(rows: rows).bytes
        for _ in 0..<3000 {
            var damaged = bytes
            damaged[Int.random(in: 0..<bytes.count, using: &random)] = random.next()
            if let workbook = try? HandmadeWorkbook.open(damaged) { _ = try? workbook.countCells() }
        }
    }

    @Test func `a checksum is verified even when it is of what follows the cells`() throws {
        var workbook = HandmadeWorkbook(rows: "<row><c><v>1</v></c></row>")
        workbook[Self.sheetPart]? += "<!-- the end -->"
        var bytes = workbook.bytes
        let place = try #require(bytes.firstRange(of: Array("the end".utf8))).lowerBound
        bytes[place] = UInt8(ascii: "T")
        let opened = try HandmadeWorkbook.open(bytes)
        #expect(throws: XLSXError.self) { try opened.countCells() }
    }

    @Test func `a million empty rows cost little`() throws {
        let rows = (1...1_000_000).map { "<row r=\"\($0)\" s=\"1\" customFormat=\"1\" ht=\"15\"/>" }.joined()
        let workbook = try HandmadeWorkbook(rows: rows).open()
        let clock = ContinuousClock()
        var extent = SheetExtent(rows: 1)
        let taken = try clock.measure { extent = try workbook.countCells() }
        #expect(extent == SheetExtent())
        #expect(taken < .seconds(20))
    }
}
