import Access
import Testing

struct PinTests {
    @Test(arguments: ["940265", "000001", "112358", "909091", "121213"])
    func `six digits that are no pattern are a PIN`(text: String) throws {
        #expect(try PinCode(text).text == text)
    }

    @Test(arguments: ["123456", "654321", "012345", "567890", "098765", "111111", "121212", "123123"])
    func `runs and repeats are too weak`(text: String) {
        #expect(throws: PinProblems(all: [.weak])) { try PinCode(text) }
    }

    @Test func `everything that is wrong is told`() {
        #expect(throws: PinProblems(all: [.blank])) { try PinCode("") }
        #expect(throws: PinProblems(all: [.wrongLength])) { try PinCode("9402") }
        #expect(throws: PinProblems(all: [.wrongLength])) { try PinCode("9402651") }
        #expect(throws: PinProblems(all: [.weak, .wrongLength])) { try PinCode("1234") }
        #expect(throws: PinProblems(all: [.notANumber])) { try PinCode("94026x") }
        #expect(throws: PinProblems(all: [.notANumber])) { try PinCode("٩٤٠٢٦٥") }
        #expect(throws: PinProblems(all: [.notANumber])) { try PinCode("-40265") }
    }

    @Test func `a PIN made at random is strong, and leading zeros occur`() throws {
        var generator = SystemRandomNumberGenerator()
        let codes = (0..<2000).map { _ in PinCode.random(using: &generator).text }
        for code in codes { #expect(throws: Never.self) { try PinCode(code) } }
        #expect(codes.contains { $0.hasPrefix("0") })
        #expect(Set(codes).count > 1900)
    }

    @Test func `a PIN prints as dots`() throws {
        let code = try PinCode("940265")
        #expect(!"\(code) \(String(reflecting: code)) \([code])".contains("940265"))
    }
}
