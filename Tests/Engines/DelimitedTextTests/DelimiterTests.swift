import Testing

@testable import DelimitedText

struct DelimiterTests {
    @Test(arguments: [
        ("a,b,c\n1,2,3\n", DelimitedText.Delimiter.comma),
        ("a;b\n1,5;2,5\n3,5;4,5\n", .semicolon),
        ("name\tcity\nDoe, John\tX\nRoe, Jane\tY\n", .tab),
        ("\"a;b;c;d\",x\n\"e;f\",y\n", .comma),
        ("only\n", .comma), ("", .comma),
        ("a,b;c,d\n1;2\n3;4\n", .semicolon),
    ])
    func `the delimiter is told from the first records`(text: String, expected: DelimitedText.Delimiter) throws {
        #expect(try DelimitedText(bytes: Array(text.utf8)).delimiter() == expected)
    }

    @Test func `a first line may say it, and is no data`() throws {
        let records = try Records("sep=;\r\na,b;c\r\n", delimiter: nil)
        #expect(records.rows == [["a,b", "c"]])
        #expect(try Records("a;b,c\n", delimiter: .semicolon).rows == [["a", "b,c"]])
    }
}
