import Basics
import Testing

struct JSONTests {
    @Test func `members keep their order and texts are escaped`() {
        let value: JSON = ["z": 1, "a": [true, .null, "a\"\\\n\u{1}é🏢"]]
        #expect(value.text == "{\"z\":1,\"a\":[true,null,\"a\\\"\\\\\\n\\u0001é🏢\"]}")
    }

    @Test func `every sign is written so that it is read back`() {
        let signs = (0...0x2FF).compactMap(Unicode.Scalar.init).map(String.init)
        for text in signs + ["", signs.joined(), "plain " + signs.joined(separator: " and ")] {
            #expect(JSON(text: JSON.string(text).text) == .string(text))
        }
        #expect(JSON.string("\u{7F}\r\t").text == "\"\\u007f\\r\\t\"")
    }

    @Test func `what was written is read back`() {
        let value: JSON = ["n": .integer(.max), "d": .number(0.5), "s": "\u{2028}\t", "o": [:], "e": []]
        let read = JSON(text: value.text)
        #expect(Set(read?.members?.map(\.name) ?? []) == ["n", "d", "s", "o", "e"])
        #expect(read?["n"] == .integer(.max))
        #expect(read?["d"] == DecimalNumber("0.5").map(JSON.decimal))
        #expect(read?["s"] == "\u{2028}\t")
    }

    @Test(arguments: ["", "{", "nul", "{\"a\":}", "[1"])
    func `what is not JSON is refused`(text: String) {
        #expect(JSON(text: text) == nil)
    }
}
