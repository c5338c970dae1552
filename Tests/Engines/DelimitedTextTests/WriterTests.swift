import Foundation
import Testing
import XLSX

@testable import DelimitedText

struct WriterTests {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv").path

    private func written(
        _ rows: [[WorkbookWriter.Cell]], _ options: DelimitedTextWriter.Options = .init()
    ) throws -> String {
        let writer = try DelimitedTextWriter(path: path, options: options)
        for row in rows { try writer.append(row) }
        try writer.finish()
        defer { unlink(path) }
        return try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    @Test func `fields are in quotes only where they must be`() throws {
        let rows: [[WorkbookWriter.Cell]] = [
            ["a", "b,c", "say \"hi\"", "two\nlines"],
            [.integer(-7), .number(0.5), true, .blank],
            [.styled("x", .header), " y", "semi;colon", ""],
            [.blank],
        ]
        #expect(
            try written(rows)
                == "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n-7,0.5,TRUE,\r\nx,\" y\",semi;colon,\r\n\"\"\r\n"
        )
        var options = DelimitedTextWriter.Options()
        options.delimiter = .semicolon
        options.lineEnd = .lf
        options.hasMark = true
        #expect(try written([["a,b", "c;d"]], options) == "\u{FEFF}a,b;\"c;d\"\n")
    }

    @Test func `texts that look like formulas are made harmless if that is wanted, and numbers stay`() throws {
        let rows: [[WorkbookWriter.Cell]] = [["=1+1", "+49", "-x", "@a", "\tb", "\rc", "d=1", .integer(-1)]]
        var options = DelimitedTextWriter.Options()
        options.guardsFormulas = true
        #expect(try written(rows, options) == "\"'=1+1\",\"'+49\",\"'-x\",\"'@a\",\"'\tb\",\"'\rc\",d=1,-1\r\n")
        #expect(try written([["=1+1"]]) == "=1+1\r\n")
    }

    @Test func `what was written reads back the same`() throws {
        let texts = ["a", "", "\"", "\"\"", ",", "\r", "\n", "\r\n", " ", "é", "x\"y,z\n", "=1"]
        for delimiter in DelimitedText.Delimiter.allCases {
            var options = DelimitedTextWriter.Options()
            options.delimiter = delimiter
            let text = try written([texts.map { .text($0) }, texts.reversed().map { .text($0) }], options)
            #expect(try Records(text, delimiter: delimiter).rows == [texts, texts.reversed()])
        }
    }

    /// A fuzzer found it: the first field was read back without its first character.
    @Test func `a text that begins with U+FEFF is not taken for a byte order mark`() throws {
        for hasMark in [false, true] {
            var options = DelimitedTextWriter.Options()
            options.hasMark = hasMark
            let text = try written([["\u{FEFF}a", "\u{FEFF}"]], options)
            #expect(try Records(text).rows == [["\u{FEFF}a", "\u{FEFF}"]])
        }
    }

    @Test func `a text that is not finished leaves no file`() throws {
        do {
            let writer = try DelimitedTextWriter(path: path)
            try writer.append(["a"])
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
