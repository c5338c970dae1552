import Testing
import XLSX

struct CellsJSONTests {
    func json(_ workbook: HandmadeWorkbook) throws -> String {
        var bytes: [UInt8] = []
        try CellsJSON.write(try workbook.open()) { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `every kind of value has its form`() throws {
        let rows = """
            <row r="1"><c r="A1"><v>1</v></c><c r="Z1"><v>-1.50</v></c><c r="AA1"><v>1e21</v></c>\
            <c r="ZZ1" t="b"><v>1</v></c>\
            <c r="AAA1" s="1"><v>45351.000011574</v></c><c r="XFD1" s="1"><v>0.5</v></c></row>\
            <row r="1048576"><c r="A1048576" s="2"><v>1.5</v></c><c r="B1048576" t="e"><v>#REF!</v></c>\
            <c r="C1048576" t="str"><v>"\\ä&#10;&#1;</v></c><c r="D1048576"/><c r="E1048576"><v>-0</v></c></row>
            """
        #expect(
            try json(HandmadeWorkbook(rows: rows, formats: ["yyyy-mm-dd", "[h]:mm"])) == """
                {
                "S": {
                "A1": 1,
                "Z1": -1.5,
                "AA1": 1e+21,
                "ZZ1": true,
                "AAA1": {"date": "2024-02-29T00:00:01"},
                "XFD1": {"time": "12:00:00"},
                "A1048576": {"seconds": 129600},
                "B1048576": {"error": "#REF!"},
                "C1048576": "\\"\\\\ä\\n\\u0001",
                "E1048576": 0
                }
                }

                """)
    }

    @Test func `names are escaped, and sheets without cells are there`() throws {
        var workbook = HandmadeWorkbook(rows: "")
        workbook["xl/workbook.xml"] = workbook["xl/workbook.xml"]?.replacing("\"S\"", with: "\"a&quot;b\"")
        #expect(try json(workbook) == "{\n\"a\\\"b\": {}\n}\n")
    }

    @Test func `bytes that are no UTF-8 do not spoil the JSON`() throws {
        var workbook = HandmadeWorkbook(rows: "<row><c t=\"str\"><v>a@b</v></c></row>")
        workbook.parts = workbook.parts.map { part in (part.name, part.bytes.map { $0 == 0x40 ? 0xFF : $0 }) }
        #expect(try json(workbook) == "{\n\"S\": {\n\"A1\": \"a\u{FFFD}b\"\n}\n}\n")
    }
}
