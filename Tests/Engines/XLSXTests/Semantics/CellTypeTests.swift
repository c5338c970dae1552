import Testing
import XLSX

/// What the type of a cell makes of its value: ECMA-376 Part 1, clauses 18.3.1.4 and 18.18.11.
struct CellTypeTests {
    func value(_ cell: String, strings: String? = nil, formats: [String] = []) throws -> CellValue? {
        try HandmadeWorkbook(rows: "<row r=\"1\">\(cell)</row>", strings: strings, formats: formats).values()["A1"]
    }

    @Test(arguments: [
        ("1", true), ("0", false), ("true", true), ("false", false), ("TRUE", true), ("False", false), (" 1\n", true),
        ("01", true), ("-1", true), ("1.0", true), ("0.0", false), ("00", false), ("2", true),
    ])
    func `a truth value is known in every spelling`(_ spelling: String, _ isTrue: Bool) throws {
        #expect(try value("<c r=\"A1\" t=\"b\"><v>\(spelling)</v></c>") == .boolean(isTrue))
        #expect(try value("<c r='A1' t='b' ><v>\(spelling)</v></c>") == .boolean(isTrue))
    }

    @Test(arguments: ["yes", "tomorrow", "1x", "truex", "#N/A", "WAHR"])
    func `what is no truth value stays a text`(_ word: String) throws {
        #expect(try value("<c r=\"A1\" t=\"b\"><v>\(word)</v></c>") == .text(word))
    }

    @Test(arguments: [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!", "Err:502",
    ])
    func `an error is kept as it is written`(_ code: String) throws {
        #expect(try value("<c r=\"A1\" t=\"e\"><v>\(code)</v></c>") == .error(code))
        #expect(try value("<c r=\"A1\" t=\"str\"><v>\(code)</v></c>") == .text(code))
    }

    /// Clause 18.18.11, `d`: ISO 8601.
    @Test(arguments: [
        ("2024-02-29", "2024-02-29T00:00:00"), ("2024-02-29T23:59:59.999", "2024-02-29T23:59:59.999"),
        ("2024-02-29T12:30", "2024-02-29T12:30:00"), ("2024-02-29T12:30:15Z", "2024-02-29T12:30:15"),
        ("2024-02-29 01:02:03", "2024-02-29T01:02:03"), ("1900-01-01", "1900-01-01T00:00:00"),
        ("1900-02-28", "1900-02-28T00:00:00"), ("1900-03-01", "1900-03-01T00:00:00"),
        ("9999-12-31T23:59:59.999", "9999-12-31T23:59:59.999"),
        ("9999-12-31T23:59:59.99999", "9999-12-31T23:59:59.999"),
    ])
    func `a date in ISO 8601 is the date it says`(_ written: String, _ read: String) throws {
        guard case .date(let date) = try value("<c r=\"A1\" t=\"d\"><v>\(written)</v></c>") else {
            Issue.record("\(written) is no date")
            return
        }
        #expect(date.description == read)
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-32", "1899-12-31", "0000-01-01", "24-01-01", "2024-1-1",
        "2024-01-01T24:00", "2024-01-01T12:60", "2024-01-01T", "2024-01-01T12:00+02:00", "PT12H", "20240101", "now",
    ])
    func `what is no such date stays a text`(_ written: String) throws {
        #expect(try value("<c r=\"A1\" t=\"d\"><v>\(written)</v></c>") == .text(written))
    }

    @Test(arguments: ["007", "1e5", "1-2", "10:30", "+7 900 123-45-67", "TRUE", "#N/A", "=1+1", "12345678901234567890"])
    func `a text that looks like something else stays a text`(_ text: String) throws {
        let expected = CellValue.text(text)
        #expect(try value("<c r=\"A1\" t=\"s\"><v>0</v></c>", strings: "<si><t>\(text)</t></si>") == expected)
        #expect(try value("<c r=\"A1\" t=\"str\"><v>\(text)</v></c>") == expected)
        #expect(try value("<c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c>") == expected)
        let styled = "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        #expect(try value(styled, formats: ["yyyy-mm-dd"]) == expected)
    }

    @Test(arguments: [
        "999999999999999", "123456789012345", "1234567890123456", "12345678901234567", "-12345678901234567",
        "100000000000000000",
    ])
    func `a number of 15 to 18 digits is kept as it is written`(_ digits: String) throws {
        let workbook = try HandmadeWorkbook(rows: "<row><c><v>\(digits)</v></c></row>").open()
        try workbook.readRows(of: workbook.sheets[0]) { row in
            #expect(row[0].kind == .number)
            #expect(row[0].numeral == digits)
            return true
        }
    }

    @Test func `an unknown type is a number if it can be, else a text`() throws {
        #expect(try value("<c r=\"A1\" t=\"zzz\"><v>5</v></c>") == .number(5))
        #expect(try value("<c r=\"A1\" t=\"\"><v>five</v></c>") == .text("five"))
    }

    @Test func `an inline text counts before a value beside it`() throws {
        #expect(try value("<c r=\"A1\" t=\"inlineStr\"><v>9</v><is><t>in</t></is></c>") == .text("in"))
        #expect(try value("<c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is><v>9</v></c>") == .text("in"))
        #expect(try value("<c r=\"A1\" t=\"inlineStr\"><v>alone</v></c>") == .text("alone"))
    }
}
