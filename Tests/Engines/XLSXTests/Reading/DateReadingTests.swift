import Testing
import XLSX

struct DateReadingTests {
    func value(_ serial: String, _ code: String, is1904: Bool = false) throws -> String {
        let workbook = HandmadeWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(serial)</v></c></row>", formats: [code],
            workbookPr: is1904 ? "<workbookPr date1904=\"1\"/>" : "")
        switch try workbook.values()["A1"] {
        case .date(let date): return date.description
        case .time(let time): return time.description
        case .duration(let seconds): return "\(seconds) s"
        case .number(let number): return "\(number)"
        case let other: return "\(String(describing: other))"
        }
    }

    @Test func `serial days count from 1900, and past the day that never was`() throws {
        #expect(try value("1", "yyyy-mm-dd") == "1900-01-01T00:00:00")
        #expect(try value("59", "yyyy-mm-dd") == "1900-02-28T00:00:00")
        #expect(try value("61", "yyyy-mm-dd") == "1900-03-01T00:00:00")
        #expect(try value("45351.75", "yyyy-mm-dd") == "2024-02-29T18:00:00")
        #expect(try value("2958465.99999999", "yyyy-mm-dd") == "9999-12-31T23:59:59.999")
    }

    @Test func `serial days count from 1904 where the workbook says so`() throws {
        #expect(try value("0", "yyyy-mm-dd", is1904: true) == "1904-01-01T00:00:00")
        #expect(try value("43889.5", "yyyy-mm-dd", is1904: true) == "2024-02-29T12:00:00")
        #expect(try value("0.5", "h:mm", is1904: true) == "12:00:00")
    }

    @Test func `times are right to the millisecond`() throws {
        #expect(try value("45351.999988425924", "yyyy-mm-dd") == "2024-02-29T23:59:59")
        #expect(try value("45351.000000011574", "yyyy-mm-dd") == "2024-02-29T00:00:00.001")
        #expect(try value("45350.999999999", "yyyy-mm-dd") == "2024-02-29T00:00:00")
        #expect(try value("0.520833333333333", "h:mm:ss") == "12:30:00")
        #expect(try value("10.6320601851852", "[h]:mm:ss") == "918610.0 s")
        #expect(try value("-0.25", "[h]:mm") == "-21600.0 s")
    }

    @Test func `what no calendar has stays a number`() throws {
        #expect(try value("-1", "yyyy-mm-dd") == "-1.0")
        #expect(try value("2958466", "yyyy-mm-dd") == "2958466.0")
        #expect(try value("1e300", "yyyy-mm-dd") == "1e+300")
    }

    @Test func `ISO dates of cells read in both epochs`() throws {
        for pr in ["", "<workbookPr date1904=\"true\"/>"] {
            let workbook = HandmadeWorkbook(
                rows: "<row><c t=\"d\"><v>2021-01-01</v></c><c t=\"d\"><v>1999-13-01</v></c></row>", workbookPr: pr)
            let values = try workbook.values()
            #expect(values["A1"] == .date(CivilDateTime(year: 2021, month: 1, day: 1)))
            #expect(values["B1"] == .text("1999-13-01"))
        }
    }

    @Test(arguments: [
        ("General", NumberFormat.Kind.number), ("0.00", .number), ("#,##0.00 [$€-407]", .number), ("0.00E+00", .number),
        ("\"day\" 0", .number), ("0\\d", .number), ("0_d", .number), ("*d0", .number), ("[Red]0", .number),
        ("[<=100]0;[Magenta]0", .number), ("[$USD] 0", .number), ("# ?/?", .number), ("0%", .number), ("@", .text),
        ("Standard", .number), ("[DBNum1]0", .number), ("0;-0;;@", .text),
        ("yyyy-mm-dd", .date), ("d/m/yyyy;@", .date), ("[$-409]mmmm d, yyyy", .date), ("mmm", .date), ("m/d", .date),
        ("[$-F800]dddd\\,\\ mmmm\\ dd", .date), ("\"on\" dd.mm.yy", .date), ("[Blue]YYYY", .date), ("mm", .date),
        ("[$-F400]h:mm:ss AM/PM", .time), ("h:mm", .time), ("mm:ss", .time), ("mm:ss.0", .time), ("H:MM a/p", .time),
        ("yyyy-mm-dd hh:mm", .dateTime), ("m/d/yy h:mm", .dateTime),
        ("[h]:mm:ss", .duration), ("[mm]:ss", .duration), ("[ss].00", .duration), ("[HH]:MM", .duration),
    ])
    func `a number format says what a number means`(_ code: String, _ kind: NumberFormat.Kind) {
        #expect(NumberFormat(code: code).kind == kind)
    }

    @Test func `formats known by number alone count too, and cell style formats do not`() throws {
        var workbook = HandmadeWorkbook(
            rows:
                "<row><c s=\"1\"><v>1</v></c><c s=\"2\"><v>1</v></c><c s=\"0\"><v>1</v></c>"
                + "<c s=\"99\"><v>1</v></c></row>"
        )
        workbook["xl/styles.xml"] = """
            <styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/>\
            <xf numFmtId="46"/></cellXfs></styleSheet>
            """
        let values = try workbook.values()
        #expect(values["A1"] == .date(CivilDateTime(year: 1900, month: 1, day: 1)))
        #expect(values["B1"] == .duration(seconds: 86_400))
        #expect(values["C1"] == .number(1))
        #expect(values["D1"] == .number(1))
        #expect(try workbook.open().styles().format(of: 1).code == "mm-dd-yy")
    }
}
