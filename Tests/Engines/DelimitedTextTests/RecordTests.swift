import Testing
import XLSX

@testable import DelimitedText

struct RecordTests {
    @Test func `fields end at delimiters, records at any of three line ends`() throws {
        #expect(try Records("a,b\r\nc,d\ne,f\rg,h").rows == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
    }

    @Test func `quotes hold delimiters, line ends and quotes written twice`() throws {
        let records = try Records("\"a,1\",\"b\r\n2\",\"say \"\"hi\"\"\"\r\nx,\"\"\"\",\"\"\r\n")
        #expect(records.rows == [["a,1", "b\r\n2", "say \"hi\""], ["x", "\"", ""]])
    }

    @Test func `empty records are counted and passed over`() throws {
        let records = try Records("a\n\n,,\n\"\"\nb\n")
        #expect(records.rows == [["a"], ["b"]])
        #expect(records.numbers == [1, 5])
    }

    @Test func `a last field may be empty, and a last line need not end`() throws {
        #expect(try Records("a,b,").rows == [["a", "b", ""]])
        #expect(try Records("").rows.isEmpty)
        #expect(try Records("\"a\"").rows == [["a"]])
    }

    @Test func `an empty field is blank and any other is text, even one of digits`() throws {
        try DelimitedText(bytes: Array("007,,x".utf8)).readRows { row in
            #expect(row.count == 3)
            #expect(row[0].value == .text("007"))
            #expect(row[1].kind == .blank)
            #expect(row.value(inColumn: 2) == .text("x"))
            return true
        }
    }

    @Test func `reading stops where the closure says so`() throws {
        var count = 0
        try DelimitedText(bytes: Array("a\nb\nc\n".utf8)).readRows { _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
    }

    @Test func `counting counts fields with text`() throws {
        let extent = try DelimitedText(bytes: Array("a,b\n\n,c\n,\n".utf8)).countCells()
        #expect(extent == SheetExtent(rows: 2, cells: 3))
    }

    @Test func `a record larger than the window is read whole, and one over the limit refused`() throws {
        let long = String(repeating: "x", count: 10_000)
        let text = "a,\"\(long)\"\nb,\(long)\n"
        #expect(try Records(text, window: 128).rows == [["a", long], ["b", long]])
        var limits = DelimitedTextLimits()
        limits.maximumRowBytes = 10_000
        for window in [128, 1 << 20] {
            #expect {
                try Records(Array(text.utf8), limits: limits, window: window)
            } throws: { error in
                if case .limitExceeded(let limit, 10_000, _)? = error as? DelimitedTextError {
                    limit == "maximumRowBytes"
                } else {
                    false
                }
            }
        }
    }

    @Test func `more columns than the limit are refused`() throws {
        var limits = DelimitedTextLimits()
        limits.maximumColumns = 3
        #expect(try Records(Array("a,b,c\n".utf8), limits: limits).rows == [["a", "b", "c"]])
        let place = DelimitedTextPlace(line: 2, row: 2, column: 4, byte: 13)
        #expect(throws: DelimitedTextError.limitExceeded(limit: "maximumColumns", allowed: 3, place)) {
            try Records(Array("a,b,c\na,b,c,d\n".utf8), limits: limits)
        }
    }
}
