import Testing
import XLSX

/// What a number format says of a number: ECMA-376 Part 1, clauses 18.8.30 and 18.8.31.
struct NumberFormatTests {
    @Test(arguments: [
        // A locale, a calendar or a numeral system in brackets says nothing.
        ("[$-409]d-mmm-yyyy", NumberFormat.Kind.date), ("[$-x-sysdate]dddd, mmmm dd, yyyy", .date),
        ("[$-x-systime]h:mm:ss AM/PM", .time), ("[$-1010000]d/m/yyyy;@", .date), ("[$-D07041E]d/m/bbbb", .date),
        ("[$-411]ggge\"年\"m\"月\"d\"日\"", .date), ("[$-404]e/m/d", .date), ("[$-804]上午/下午h\"时\"mm\"分\"", .time),
        ("[$-419]d mmmm yyyy\" г.\"", .date), ("[$-FC19]yyyy, dd mmmm;@", .date), ("[DBNum1][$-804]0", .number),
        // Currencies are no dates, whatever letters they have.
        ("[$CHF-807] #,##0.00", .number), ("_-* #,##0.00 [$kr-41D]_-;-* #,##0.00 [$kr-41D]_-", .number),
        ("#,##0.00\\ \"руб.\"", .number), ("#,##0 [$MDL]", .number), ("\"USD\" 0.00", .number),
        ("[$AUD]\\ #,##0", .number), ("[$₽-419]0", .number),
        // Letters in quotes, behind a backslash, an underline or a star are themselves and no more.
        ("\"d.m.y\" 0", .number), ("0\\h", .number), ("0\" days\"", .number), ("0_s", .number), ("*y0", .number),
        ("\\d\\a\\y 0", .number), ("\"unclosed d", .number), ("0\\", .number), ("\"am/pm\" 0", .number),
        // Colours and conditions.
        ("[Red][>100]0;[Color 10]0", .number), ("[Magenta]0;[Yellow]-0", .number), ("[<1]h:mm;[h]:mm", .time),
        ("[Red]yyyy", .date), ("[=0]\"\";d.m.yy", .date),
        // Elapsed time.
        ("[h]", .duration), ("[hh]:mm:ss.000", .duration), ("[$-409][h]:mm", .duration), ("[s]", .duration),
        ("[mm]:ss.0", .duration), ("[h]\" h \"mm", .duration), ("[hm]", .number), ("[]0", .number),
        // A month or minutes.
        ("mm/dd", .date), ("h:mm", .time), ("mm:ss", .time), ("m", .date), ("hh:mm:ss.000", .time), ("mmmmm", .date),
        ("d hh:mm", .dateTime), ("dd.mm.yyyy hh:mm", .dateTime),
        ("General", .number), ("GENERAL", .number), ("General\" d\"", .number), ("", .number), ("@", .text),
        ("0.00E+00", .number), ("##0.0E+0", .number), ("# ??/16", .number), ("0.0%", .number), (";;;", .number),
        ("#,##0;(#,##0);\"-\";@", .text), ("d/m/yy;@", .date),
    ])
    func `a format code means a number, a date or a time by its letters alone`(
        _ code: String, _ kind: NumberFormat.Kind
    ) {
        #expect(NumberFormat(code: code).kind == kind)
    }

    /// A code may be as long as an attribute, and a styles part may have many.
    @Test(arguments: ["0", "m", "[h]", "\"", ";", "General", "am/pm", "\\\\", "yyyy"])
    func `a long format code takes no longer than many short ones`(_ piece: String) {
        let code = String(repeating: piece, count: 200_000 / piece.utf8.count)
        #expect(NumberFormat(code: code).code.utf8.count > 190_000)
    }

    @Test(arguments: [
        (14, "date"), (17, "date"), (18, "time"), (21, "time"), (22, "date"), (45, "time"), (46, "seconds"),
        (47, "time"), (27, "date"), (36, "date"), (50, "date"), (58, "date"), (32, "time"), (55, "time"),
        (0, "number"), (4, "number"), (11, "number"), (12, "number"), (37, "number"), (44, "number"), (48, "number"),
        (49, "number"), (163, "number"),
    ])
    func `a format known by its number alone means what clause 18_8_30 says`(_ id: Int, _ kind: String) throws {
        var workbook = HandmadeWorkbook(rows: "<row><c s=\"0\"><v>0.5</v></c><c s=\"0\"><v>45351.5</v></c></row>")
        workbook["xl/styles.xml"] = "<styleSheet><cellXfs><xf numFmtId=\"\(id)\"/></cellXfs></styleSheet>"
        let values = try workbook.values()
        switch (values["A1"], values["B1"]) {
        case (.time, .date): #expect(kind == "date" || kind == "time")
        case (.duration, .duration): #expect(kind == "seconds")
        case (.number, .number): #expect(kind == "number")
        default: Issue.record("\(values)")
        }
    }
}
