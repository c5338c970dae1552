import Testing
import XLSX

/// Serial numbers of days and times: ECMA-376 Part 1, clause 18.17.4.1.
struct SerialNumberTests {
    func value(_ serial: String, _ code: String = "yyyy-mm-dd", is1904: Bool = false) throws -> CellValue? {
        try HandmadeWorkbook(
            rows: "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(serial)</v></c></row>", formats: [code],
            workbookPr: is1904 ? "<workbookPr date1904=\"1\"/>" : ""
        ).values()["A1"]
    }

    func date(_ serial: String, is1904: Bool = false) throws -> String? {
        guard case .date(let date) = try value(serial, is1904: is1904) else { return nil }
        return date.description
    }

    @Test func `in the 1900 system day 1 is 1 January and day 59 is 28 February 1900`() throws {
        for serial in 1...59 {
            let day = serial <= 31 ? serial : serial - 31
            let expected = CivilDateTime(year: 1900, month: serial <= 31 ? 1 : 2, day: day)
            #expect(try value("\(serial)") == .date(expected))
        }
    }

    @Test func `day 60, the 29 February 1900 that never was, reads as the day before, and day 61 is 1 March`() throws {
        #expect(try date("60") == "1900-02-28T00:00:00")
        #expect(try date("60.25") == "1900-02-28T06:00:00")
        #expect(try date("61") == "1900-03-01T00:00:00")
    }

    @Test func `day 0 of the 1900 system is no day but a time`() throws {
        #expect(try value("0") == .time(ClockTime(milliseconds: 0)))
        #expect(try value("0.25") == .time(ClockTime(milliseconds: 21_600_000)))
        #expect(try value("0.9999999999") == .time(ClockTime(milliseconds: 86_399_999)))
        #expect(try date("1.0") == "1900-01-01T00:00:00")
    }

    @Test func `the 1904 system begins with day 0, has no leap day too many, and lies 1,462 days behind`() throws {
        #expect(try date("0", is1904: true) == "1904-01-01T00:00:00")
        #expect(try date("0.5", is1904: true) == "1904-01-01T12:00:00")
        #expect(try date("59", is1904: true) == "1904-02-29T00:00:00")
        #expect(try date("60", is1904: true) == "1904-03-01T00:00:00")
        for serial in [1462.0, 36_525, 45_351.5] {
            #expect(try date("\(serial)") == date("\(serial - 1462)", is1904: true))
        }
    }

    @Test(arguments: ["1", "true", "on"])
    func `each spelling of the 1904 setting counts`(_ spelling: String) throws {
        let workbook = HandmadeWorkbook(rows: "", workbookPr: "<workbookPr date1904='\(spelling)'/>")
        #expect(try workbook.open().isDate1904)
        let other = HandmadeWorkbook(rows: "", workbookPr: "<workbookPr date1904='0'/>")
        #expect(try !other.open().isDate1904)
    }

    @Test func `a negative serial is no date in either system, and stays a number`() throws {
        for serial in ["-1", "-0.5", "-693594", "-1e-9"] {
            #expect(try value(serial) == Double(serial).map(CellValue.number))
            #expect(try value(serial, is1904: true) == Double(serial).map(CellValue.number))
        }
    }

    @Test func `fractions are right to the millisecond, whatever the day`() throws {
        for day in [1, 59, 61, 25_569, 45_351, 2_958_465] {
            for milliseconds in [0, 1, 999, 1000, 43_200_000, 86_399_000, 86_399_998, 86_399_999] {
                let serial = Double(day) + Double(milliseconds) / 86_400_000
                guard case .date(let date) = try value("\(serial)") else {
                    Issue.record("\(serial)")
                    continue
                }
                #expect(date.time.milliseconds == milliseconds, "\(serial)")
            }
        }
    }

    @Test func `what rounds up to midnight belongs to the next day, but never to the year 10000`() throws {
        #expect(try date("45350.9999999999") == "2024-02-29T00:00:00")
        #expect(try date("2958465.999999999") == "9999-12-31T23:59:59.999")
        #expect(try date("2957003.999999999", is1904: true) == "9999-12-31T23:59:59.999")
        #expect(try value("2958466") == .number(2_958_466))
        #expect(try value("2957004", is1904: true) == .number(2_957_004))
    }

    @Test func `elapsed time may be more than a day, and less than nothing`() throws {
        #expect(try value("1.5", "[h]:mm:ss") == .duration(seconds: 129_600))
        #expect(try value("-1.5", "[mm]:ss") == .duration(seconds: -129_600))
        #expect(try value("0.0000115856481481481", "[ss].000") == .duration(seconds: 1.001))
        #expect(try value("60", "[h]") == .duration(seconds: 5_184_000))
    }
}
