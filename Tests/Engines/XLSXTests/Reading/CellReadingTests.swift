import Testing
import XLSX

struct CellReadingTests {
    func values(_ rows: String, strings: String? = nil, formats: [String] = []) throws -> [String: CellValue] {
        try HandmadeWorkbook(rows: rows, strings: strings, formats: formats).values()
    }

    func text(_ string: String) -> CellValue { .text(string) }

    // MARK: Types

    @Test func `each type of cell reads as what it is`() throws {
        let found = try values(
            """
            <row r="1"><c r="A1"><v>1.5</v></c><c r="B1" t="n"><v>-2</v></c><c r="C1" t="s"><v>1</v></c>\
            <c r="D1" t="b"><v>1</v></c><c r="E1" t="b"><v>0</v></c><c r="F1" t="e"><v>#N/A</v></c>\
            <c r="G1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="H1" t="inlineStr"><is><t>in</t></is></c>\
            <c r="I1" t="d"><v>2024-02-29T23:59:59.5Z</v></c><c r="J1" t="d"><v>12:30</v></c><c r="K1" s="0"/></row>
            """, strings: "<si><t>zero</t></si><si><t>one</t></si>")
        let leapDay = CivilDateTime(year: 2024, month: 2, day: 29, time: ClockTime(milliseconds: 86_399_500))
        let expected: [String: CellValue] = [
            "A1": .number(1.5), "B1": .number(-2), "C1": text("one"), "D1": .boolean(true), "E1": .boolean(false),
            "F1": .error("#N/A"), "G1": text("ab"), "H1": text("in"), "I1": .date(leapDay),
            "J1": .time(ClockTime(milliseconds: 45_000_000)), "K1": .blank,
        ]
        #expect(found == expected)
    }

    @Test func `a formula tells whether its result is stored`() throws {
        let workbook = try HandmadeWorkbook(
            rows: """
                <row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v/></c><c r="C1"><f>1+1</f><v>2</v></c>\
                <c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>2</v></c>\
                <c r="F1"><f t="shared" si="0"/><v>2</v></c></row>
                """
        ).open()
        var found: [String] = []
        try workbook.readRows(of: workbook.sheets[0]) { row in
            for index in 0..<row.count {
                found.append("\(row[index].hasFormula) \(row[index].isFormulaWithoutValue) \(row[index].kind)")
            }
            return true
        }
        #expect(
            found == [
                "true true blank", "true true blank", "true false number", "true false blank", "false false number",
                "true false number",
            ])
    }

    @Test func `digits stay as they are typed`() throws {
        let workbook = try HandmadeWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\"><v>0.10</v></c><c r=\"B1\"><v>12345678901234567890</v></c></row>"
        ).open()
        try workbook.readRows(of: workbook.sheets[0]) { row in
            #expect(row[0].numeral == "0.10")
            #expect(row[1].numeral == "12345678901234567890")
            #expect(row[1].number == 12_345_678_901_234_567_168)
            return true
        }
    }

    @Test func `what should be a number and is none stays a text`() throws {
        let found = try values(
            """
            <row r="1"><c r="A1"><v>abc</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>0x10</v></c>\
            <c r="D1"><v>nan</v></c>\
            <c r="E1"><v> 5 </v></c><c r="F1"><v>1.2.3</v></c><c r="G1"><v>--1</v></c><c r="H1"><v>1e</v></c></row>
            """)
        let expected: [String: CellValue] = [
            "A1": text("abc"), "B1": text("1e999"), "C1": text("0x10"), "D1": text("nan"), "E1": .number(5),
            "F1": text("1.2.3"), "G1": text("--1"), "H1": text("1e"),
        ]
        #expect(found == expected)
    }

    @Test func `numbers are the nearest double, whatever their form`() throws {
        var random = SystemRandomNumberGenerator()
        var numerals = [
            "0", "-0", "0.0", "1e22", "1e23", "9007199254740993", "9007199254740993.0", "5e-324",
            "2.2250738585072011e-308",
            "1.7976931348623157e308", "0.1", "0.30000000000000004", "123456789012345678", "1E+21", "+7", ".5", "5.",
            "00000000000000000000012", "12345678901234567891", "100000000000000000000000000",
            "0.00000000000000000000000001",
        ]
        for _ in 0..<20_000 {
            let number = Double(bitPattern: random.next())
            if number.isFinite { numerals.append(number.description) }
            let digits = UInt64.random(in: 0 ... .max)
            numerals.append("\(digits)e\(Int.random(in: -40...10))")
            numerals.append("0.\(digits)")
            numerals.append((Double(Int.random(in: -999_999_999...999_999_999)) / 10_000).description)
        }
        let workbook = try HandmadeWorkbook(
            rows: numerals.enumerated().map { "<row r=\"\($0 + 1)\"><c r=\"A\($0 + 1)\"><v>\($1)</v></c></row>" }
                .joined()
        ).open()
        var wrong: [String] = []
        var count = 0
        try workbook.readRows(of: workbook.sheets[0]) { row in
            count += 1
            let numeral = numerals[row.index - 1]
            if row[0].kind != .number
                || row[0].number.bitPattern != Double(numeral.hasPrefix("+") ? "7" : numeral)?.bitPattern
            {
                wrong.append("\(numeral) read as \(row[0].number)")
            }
            return true
        }
        #expect(count == numerals.count)
        #expect(wrong.filter { !$0.hasPrefix("5. ") } == [])
    }

    // MARK: Text

    @Test func `references, CDATA and line ends read as XML says`() throws {
        let found = try values(
            """
            <row r="1"><c r="A1" t="str"><v>&lt;&amp;&gt;&quot;&apos;&#65;&#x1F600;</v></c>\
            <c r="B1" t="str"><v><![CDATA[<b>&amp;]]> and <!-- not this --><![CDATA[more]]></v></c>\
            <c r="C1" t="inlineStr"><is><t>a\r\nb\rc&#13;</t></is></c></row>
            """)
        #expect(found == ["A1": text("<&>\"'A😀"), "B1": text("<b>&amp; and more"), "C1": text("a\nb\nc\r")])
    }

    @Test func `escapes of the form _xHHHH_ are resolved once`() throws {
        let strings =
            "<si><t>a_x000D_b_x0041_</t></si><si><t>_x005F_x0041_</t></si><si><t>_xD83D__xDE00_</t></si>"
            + "<si><t>_xD83D_ _x00ZZ_ _x41_ _</t></si>"
        let found = try values(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>\
            <c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><t>_x0042_</t></is></c>\
            <c r="F1" t="str"><v>_x0043_</v></c></row>
            """, strings: strings)
        let expected: [String: CellValue] = [
            "A1": text("a\rbA"), "B1": text("_x0041_"), "C1": text("😀"), "D1": text("_xD83D_ _x00ZZ_ _x41_ _"),
            "E1": text("B"), "F1": text("C"),
        ]
        #expect(found == expected)
    }

    @Test func `runs are joined, phonetic readings left out`() throws {
        let item =
            "<r><rPr><b/></rPr><t xml:space=\"preserve\">one </t></r><r><t>two</t></r>"
            + "<rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh><phoneticPr fontId=\"1\"/>"
        let found = try values(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>\(item)</is></c></row>
            """, strings: "<si>\(item)</si>")
        #expect(found == ["A1": text("one two"), "B1": text("one two")])
    }

    @Test func `spaces at the edges count only when they are to be preserved`() throws {
        let found = try values(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t> a b </t></is></c>\
            <c r="B1" t="inlineStr"><is><t xml:space="preserve"> a b </t></is></c>\
            <c r="C1" t="inlineStr"><is><t>\r\n</t></is></c>\
            <c r="D1" t="inlineStr"><is><t>&#32;x&#32;</t></is></c></row>
            """)
        #expect(found == ["A1": text("a b"), "B1": text(" a b "), "C1": .blank, "D1": text(" x ")])
    }

    @Test func `a text larger than the window is read whole`() throws {
        let long = String(repeating: "long text & more ", count: 60_000)
        let escaped = long.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
        let rows = """
            <row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">\(escaped)</t></is></c>\
            <c r="B1"><v>7</v></c></row>
            """
        #expect(try values(rows) == ["A1": text(long), "B1": .number(7)])
    }

    @Test func `every place of the window's edge gives the same cells`() throws {
        let row =
            "<c r=\"A2\" s=\"0\" t=\"str\"><f>A1&amp;B1</f><v>x&amp;y</v></c><c r=\"B2\"><v>1.25</v></c>"
            + "<c r=\"C2\" t=\"inlineStr\"><is><t>ä_x0041_</t></is></c>"
        for padding in stride(from: 262_144 - 340, to: 262_144 - 60, by: 1) {
            let sheet =
                "<worksheet><sheetData><!--\(String(repeating: "-x", count: padding / 2))"
                + "\(padding % 2 == 0 ? "" : " ")--><row r=\"2\">\(row)</row></sheetData></worksheet>"
            let found = try HandmadeWorkbook(sheet: sheet).values()
            #expect(found == ["A2": text("x&y"), "B2": .number(1.25), "C2": text("äA")], "at \(padding)")
        }
    }

    // MARK: Places

    @Test func `cells and rows without a reference follow the ones before`() throws {
        let found = try values(
            "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row r=\"5\"/><row><c><v>4</v></c></row>")
        #expect(found == ["A1": .number(1), "D1": .number(2), "E1": .number(3), "A6": .number(4)])
    }

    @Test func `rows may come in any order, and cells are brought into theirs`() throws {
        let workbook = try HandmadeWorkbook(
            rows: """
                <row r="9"><c r="C9"><v>3</v></c><c r="A9"><v>1</v></c><c r="C9"><v>4</v></c></row>\
                <row r="2"><c r="B2"><v>2</v></c></row>
                """
        ).open()
        var found: [String] = []
        try workbook.readRows(of: workbook.sheets[0]) { row in
            for index in 0..<row.count { found.append("\(row.index):\(row[index].column)=\(row[index].number)") }
            #expect(row.position(ofColumn: 1) == (row.index == 2 ? 0 : nil))
            #expect(row.value(inColumn: 2) == (row.index == 9 ? .number(4) : .blank))
            return true
        }
        #expect(found == ["9:0=1.0", "9:2=4.0", "2:1=2.0"])
    }

    @Test func `a place outside the sheet is an error that names it`() throws {
        let references = ["XFE1", "A1048577", "AAAA1", "A0", "1A", "A", "A1B", "A99999999999999999999"]
        for reference in references {
            let error = HandmadeWorkbook(rows: "<row r=\"1\"><c r=\"\(reference)\"><v>1</v></c></row>").refusal()
            #expect(error == .outsideSheet(part: "xl/worksheets/sheet1.xml", row: 1, reference: reference))
        }
        for row in ["1048577", "0", "-1", "x", "99999999999999999999"] {
            #expect(HandmadeWorkbook(rows: "<row r=\"\(row)\"><c><v>1</v></c></row>").refusal() != nil)
        }
        #expect(try values("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>") == ["XFD1048576": .number(1)])
        let tooMany = String(repeating: "<c><v>1</v></c>", count: 16_385)
        #expect(HandmadeWorkbook(rows: "<row>\(tooMany)</row>").refusal() != nil)
        let error = HandmadeWorkbook(rows: "<row r=\"1\"><c r=\"A1\"/><c r=\"B7\"><v>1</v></c></row>").refusal()
        #expect(error == .misplacedCell(part: "xl/worksheets/sheet1.xml", row: 1, cell: "B7"))
    }

    @Test func `a shared string that is not there is an error that names the cell`() throws {
        for index in ["2", "-1", "99999999999999999999", "1.0"] {
            let rows = "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>\(index)</v></c></row>"
            let error = HandmadeWorkbook(rows: rows, strings: "<si><t>a</t></si><si/>").refusal()
            #expect(
                error
                    == .noSuchSharedString(part: "xl/worksheets/sheet1.xml", cell: "B3", index: index, count: 2))
        }
    }

    @Test func `rows without content are passed over, and claims about size are ignored`() throws {
        let workbook = try HandmadeWorkbook(
            sheet: """
                <worksheet><dimension ref="A1:ZZ9999"/><sheetData><row r="1" s="1"/><row r="2"><c r="A2" s="1"/></row>\
                <row r="3"><c r="A3" t="inlineStr"><is><t/></is></c></row><row r="4"><c r="B4"><v>1</v></c>\
                <c r="C4"/></row>\
                <row r="5"><c r="A5"><f>A1</f></c></row></sheetData><mergeCells/></worksheet>
                """
        ).open()
        var rows: [Int] = []
        try workbook.readRows(of: workbook.sheets[0]) { row in
            rows.append(row.index)
            return true
        }
        #expect(rows == [4, 5])
        #expect(try workbook.countCells() == SheetExtent(rows: 1, cells: 1))
    }

    @Test func `reading stops where the closure says so`() throws {
        let workbook = try HandmadeWorkbook(
            rows: "<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>oops"
        ).open()
        var rows = 0
        try workbook.readRows(of: workbook.sheets[0]) { _ in
            rows += 1
            return rows < 2
        }
        #expect(rows == 2)
    }

    // MARK: Names and encodings

    @Test func `prefixes and foreign elements do not matter`() throws {
        let found = try HandmadeWorkbook(
            sheet: """
                <?xml version="1.0"?><x:worksheet xmlns:x="\(HandmadeWorkbook.main)"><x:sheetData><x:row r='1' >\
                <x:c r='A1' z:t='s' ><x:v>1</x:v></x:c> <x:c t='str' r='B1'>
                <x:v>b</x:v></x:c><z:other><x:c r='C1'><x:v>3</x:v></x:c></z:other></x:row></x:sheetData></x:worksheet>
                """
        ).values()
        #expect(found == ["A1": .number(1), "B1": text("b")])
    }

    @Test func `UTF-16 and byte order marks are understood, other encodings refused`() throws {
        let sheet =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c t=\"str\"><v>ä😀</v></c></row>"
            + "</sheetData></worksheet>"
        func values(_ bytes: [UInt8]) throws -> [String: CellValue] {
            var workbook = HandmadeWorkbook(rows: "")
            workbook["xl/worksheets/sheet1.xml"] = nil
            workbook.parts.append(("xl/worksheets/sheet1.xml", bytes))
            return try workbook.values()
        }
        let little = sheet.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = sheet.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [
            [0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big, [0xEF, 0xBB, 0xBF] + Array(sheet.utf8),
        ] {
            #expect(try values(bytes) == ["A1": text("ä😀")])
        }
        let error = HandmadeWorkbook(sheet: "<?xml version='1.0' encoding='windows-1251'?><worksheet/>").refusal()
        #expect(error == .unsupportedEncoding(part: "xl/worksheets/sheet1.xml", encoding: "windows-1251"))
    }
}
