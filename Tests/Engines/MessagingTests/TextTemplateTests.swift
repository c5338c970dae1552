import Foundation
import Messaging
import Testing

struct TextTemplateTests {
    private static let evil = "PIN \"12\", \\ {to}\r\n&to=+666\u{0}ü"

    @Test func `a text in JSON stays one string`() throws {
        let filled = TextTemplate(#"{"to": "{to}", "text": "{text}"}"#, as: .json).filled(
            text: Self.evil, to: "+4520123456")
        let read = try JSONDecoder().decode([String: String].self, from: Data(filled.utf8))
        #expect(read == ["to": "+4520123456", "text": Self.evil])
    }

    @Test func `a text in a form stays one value`() {
        let filled = TextTemplate("to={to}&body={text}&{x}", as: .form).filled(text: Self.evil, to: "+4520123456")
        #expect(
            filled
                == "to=%2B4520123456&body=PIN%20%2212%22%2C%20%5C%20%7Bto%7D%0D%0A%26to%3D%2B666%00%C3%BC&{x}")
    }
}
