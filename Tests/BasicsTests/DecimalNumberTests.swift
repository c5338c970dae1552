import Basics
import Testing

struct DecimalNumberTests {
    @Test(arguments: [
        ("0", "0.00"), ("12.9", "12.90"), ("12.900", "12.90"), ("0.125", "0.125"), ("-3.5", "-3.50"),
        ("-0.07", "-0.07"),
        ("007", "7.00"), ("999999999999999999", "999999999999999999.00"), ("0.000000001", "0.000000001"),
        ("123456789.123456789", "123456789.123456789"), ("10.000000000000000000000", "10.00"),
    ])
    func `a number is written with two places or more, and never rounded`(text: String, written: String) {
        #expect(DecimalNumber(text)?.text == written)
    }

    @Test(arguments: [
        "", "-", ".", ".5", "5.", "1,5", "1e3", "+1", " 1", "1.2.3", "٣", "1000000000000000000", "0.0000000001",
        "1234567890.1234567891",
    ])
    func `what is no number, or one of too many digits, is refused`(text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func `numbers are compared by their value`() throws {
        let texts = ["-2", "-1.5", "-0.01", "0", "0.01", "0.1", "0.11", "2", "10", "10.000000001"]
        let numbers = try texts.map { try #require(DecimalNumber($0)) }
        for (place, number) in numbers.enumerated() {
            for (other, later) in numbers.enumerated() { #expect((number < later) == (place < other)) }
        }
        #expect(DecimalNumber("1.50") == DecimalNumber("1.5"))
    }

    @Test(arguments: ["12.34", "0.1", "99999999.99", "123456789012.123456", "999999999.999999999"])
    func `a number goes through JSON as it is`(text: String) throws {
        let number = try #require(DecimalNumber(text))
        #expect(JSON(text: JSON.decimal(number).text) == .decimal(number))
    }
}
