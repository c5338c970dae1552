import Basics
import Testing

@testable import BlobsS3

struct XMLAnswerTests {
    @Test func `elements and their texts are read`() throws {
        let answer = try XMLAnswer(
            """
            <?xml version="1.0" encoding='UTF-8'?>
            <!-- made for a test -->
            <s:List xmlns:s="urn:x" more="a/b"><Name>a &amp; b &lt;&#99;&#x64;&gt;</Name><Empty/><Entry><Key>1</Key>
            </Entry><Entry><Key>2</Key></Entry></s:List>
            """.utf8)
        #expect(answer.name == "List")
        #expect(answer["Name"] == "a & b <cd>")
        #expect(answer["Empty"] == "" && answer["None"] == nil)
        #expect(answer.all("Entry").map { $0["Key"] } == ["1", "2"])
    }

    @Test(arguments: [
        "", "text", "<", "<a", "<a>", "<a><b></a></b>", "</a>", "<>", "<a>&unknown;</a>", "<a>&amp</a>",
        "<a>&#xD800;</a>",
        "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>", "<![CDATA[a]]>", "<?xml", "<!-- ",
        "<a>&#99999999999999999999;</a>", "<a>&\(String(repeating: "9", count: 100_000));</a>",
        String(repeating: "<a>", count: 100_000),
        String(repeating: "<a>", count: 17) + String(repeating: "</a>", count: 17),
    ])
    func `what is no plain XML is refused`(text: String) {
        #expect(throws: XMLAnswer.Unreadable.self) { try XMLAnswer(text.utf8) }
    }

    @Test func `no bytes make it crash`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("<>/?!-&;#x a1".utf8) + [0, 255]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<40, using: &generator)
            let bytes = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
            _ = try? XMLAnswer(bytes)
        }
    }

    @Test func `the date of an answer is read`() {
        #expect(HTTPDate.read("Sun, 06 Nov 1994 08:49:37 GMT")?.iso8601 == "1994-11-06T08:49:37.000000Z")
        for text in [
            "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 99 Nov 1994 08:49:37 GMT",
        ] {
            #expect(HTTPDate.read(text) == nil)
        }
    }
}
