import Testing

@testable import DelimitedText

struct QuoteErrorTests {
    @Test(arguments: [128, 1 << 18])
    func `a quote that is never closed is refused at its place`(window: Int) throws {
        let place = DelimitedTextPlace(line: 4, row: 3, column: 2, byte: 12)
        #expect(throws: DelimitedTextError.unclosedQuote(place)) {
            try Records("a\n\"b\n\",c\n1,\"2,3", window: window)
        }
    }

    @Test func `text after a closing quote is refused`() throws {
        let place = DelimitedTextPlace(line: 1, row: 1, column: 1, byte: 4)
        #expect(throws: DelimitedTextError.textAfterQuote(place)) { try Records("\"a\"b,c") }
    }

    @Test func `a quote in a field without quotes is refused, or a character if that is wanted`() throws {
        let place = DelimitedTextPlace(line: 1, row: 1, column: 2, byte: 4)
        #expect(throws: DelimitedTextError.strayQuote(place)) { try Records("a, \"b,c\"\n") }
        #expect(try Records("5\" nails,\"5\"\" nails\"\n", strayQuotes: .literal).rows == [["5\" nails", "5\" nails"]])
    }

    @Test func `lines are counted inside quotes and by every kind of line end`() throws {
        let place = DelimitedTextPlace(line: 9, row: 6, column: 1, byte: 21)
        #expect(throws: DelimitedTextError.strayQuote(place)) {
            try Records("\"a\r\nb\rc\"\r\nd\re\n\n\"\n\"\nx\"y")
        }
    }

    @Test func `messages say what happened, where, and what to do`() {
        let error = DelimitedTextError.unclosedQuote(.init(line: 3, row: 2, column: 1, byte: 40))
        #expect("\(error)".contains("line 3, row 2, column 1, byte 40"))
        #expect("\(error)".contains("Close it"))
    }
}
