import Testing

@testable import DelimitedText

struct EncodingTests {
    static let text = "Ort;Größe €\r\nŁódź;10\r\n東京;😀\r\n"
    static let western = "Ort;Größe\r\nMünchen “Süd”;10 €\r\nŠkoda;Œuvre\r\n"

    @Test func `UTF-8 is read with and without a byte order mark`() throws {
        let expected = [["Ort", "Größe €"], ["Łódź", "10"], ["東京", "😀"]]
        #expect(try Records(Array(Self.text.utf8)).rows == expected)
        #expect(try Records([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)).rows == expected)
    }

    @Test(arguments: [true, false], [true, false])
    func `UTF-16 is read in both orders`(bigEndian: Bool, hasMark: Bool) throws {
        let units = (hasMark ? [0xFEFF] : []) + Array(Self.text.utf16)
        let bytes = units.flatMap {
            bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
        }
        for window in [128, 130, 1 << 18] {
            #expect(
                try Records(bytes, window: window).rows == [["Ort", "Größe €"], ["Łódź", "10"], ["東京", "😀"]])
        }
    }

    @Test func `what is not UTF-8 from its first character beyond ASCII on is Windows-1252`() throws {
        let bytes = Self.windows1252(Self.western)
        let expected = [["Ort", "Größe"], ["München “Süd”", "10 €"], ["Škoda", "Œuvre"]]
        #expect(try Records(bytes).rows == expected)
        #expect(try Records(bytes, options: .init(encoding: .windows1252)).rows == expected)
        // The first such character stands far behind the first block.
        let far = Array(String(repeating: "a;b\r\n", count: 100_000).utf8) + bytes
        #expect(try Records(far).rows.suffix(3) == expected[...])
        #expect(try Records(far, window: 128).rows.count == 100_003)
    }

    @Test(arguments: [0xC9, 0xE9, 0xF4] as [UInt8])
    func `where the first character beyond ASCII stands does not matter`(first: UInt8) throws {
        for length in 0..<200 {
            let start = String(repeating: "a", count: length)
            let expected = [[start + String(Unicode.Scalar(first)) + "b"], ["c"]]
            let bytes = Array(start.utf8) + [first] + Array("b\nc".utf8) + Array(repeating: 0x0A, count: 80)
            for window in [64, 1 << 18] { #expect(try Records(bytes, window: window).rows == expected) }
        }
    }

    @Test func `the records before a damage are read, whatever the window`() throws {
        let lines = "é;1\n\"a\";2\n" + String(repeating: "é", count: 100) + ";3\n"
        let damages: [(bytes: [UInt8], TextEncoding, DelimitedTextError)] = [
            (Array(lines.utf8) + [0x64, 0, 0x64], .utf8, .notText(byte: 216)),
            (Array(lines.utf8) + [0x64, 0xE9, 0x0A], .utf8, .invalidEncoding(.utf8, byte: 216)),
            (Self.windows1252(lines) + [0x64, 0, 0x64], .windows1252, .notText(byte: 115)),
            (Self.windows1252(lines) + [0x81], .windows1252, .invalidEncoding(.windows1252, byte: 114)),
            (Self.utf16(lines) + [0, 0], .utf16LittleEndian, .notText(byte: 227)),
            (
                Self.utf16(lines) + [0, 0xD8, 0x64, 0], .utf16LittleEndian,
                .invalidEncoding(.utf16LittleEndian, byte: 227)
            ),
            (Self.utf16(lines) + [0x64], .utf16LittleEndian, .invalidEncoding(.utf16LittleEndian, byte: 227)),
        ]
        for (bytes, encoding, error) in damages {
            for window in [64, 1 << 18] {
                var scanner = try DelimitedText(
                    bytes: bytes, options: .init(delimiter: .semicolon, encoding: encoding)
                ).scanner(window: window)
                for _ in 1...3 { #expect(try scanner.nextRow()) }
                #expect(throws: error) { try scanner.nextRow() }
                #expect(throws: error) { try scanner.nextRow() }
            }
        }
    }

    @Test func `a text that was UTF-8 and is so no longer is refused at its byte`() {
        let bytes = Array("é\n".utf8) + Array(repeating: 0x61, count: 1000) + [0xE9, 0x0A]
        #expect(throws: DelimitedTextError.invalidEncoding(.utf8, byte: 1004)) { try Records(bytes) }
    }

    @Test func `a marked or named UTF-8 is never something else`() {
        #expect(throws: DelimitedTextError.invalidEncoding(.utf8, byte: 5)) {
            try Records([0xEF, 0xBB, 0xBF, 0x61, 0xE9, 0x0A])
        }
        #expect(throws: DelimitedTextError.invalidEncoding(.utf8, byte: 2)) {
            try Records([0x61, 0xE9], options: .init(encoding: .utf8))
        }
    }

    @Test func `zeros are no text`() {
        #expect(throws: DelimitedTextError.notText(byte: 102)) {
            try Records(Array(repeating: 0x61, count: 101) + [0] + Array(repeating: 0x61, count: 100))
        }
    }

    @Test func `half a surrogate pair and an odd byte are refused`() {
        #expect(throws: DelimitedTextError.invalidEncoding(.utf16LittleEndian, byte: 5)) {
            try Records([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x61, 0x00])
        }
        #expect(throws: DelimitedTextError.invalidEncoding(.utf16LittleEndian, byte: 5)) {
            try Records([0xFF, 0xFE, 0x61, 0x00, 0x62])
        }
    }

    @Test func `bytes are UTF-8 to the check exactly where they are to the standard library`() {
        var dice = Dice(state: 5)
        let pieces: [[UInt8]] = [
            Array("plain ascii and more of it, up to more than sixty-four bytes in one go, yes".utf8),
            Array("é".utf8), Array("東".utf8), Array("😀".utf8), [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
            [0xED, 0xA0, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF], [0xE0, 0x9F, 0xBF],
            [0xF0, 0x8F, 0xBF, 0xBF], [0x80], [0xFF], [0xC3], [0x61],
        ]
        for _ in 0..<4000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...40, using: &dice) {
                // The damaged ones are rare, so that some texts are whole.
                let upTo = Int.random(in: 0..<40, using: &dice) == 0 ? pieces.count : 6
                bytes += pieces[Int.random(in: 0..<upTo, using: &dice)]
            }
            let check = bytes.withUnsafeBufferPointer { UTF8Check($0.baseAddress!, $0.count) }
            #expect((check.problem == nil) == (String(validating: bytes, as: UTF8.self) != nil))
            #expect(String(validating: bytes.prefix(check.valid), as: UTF8.self) != nil)
            #expect(check.sawBeyondASCII == bytes.prefix(check.valid).contains { $0 >= 0x80 })
        }
    }

    private static func utf16(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    private static func windows1252(_ text: String) -> [UInt8] {
        let high: [Unicode.Scalar: UInt8] = ["€": 0x80, "“": 0x93, "”": 0x94, "Š": 0x8A, "Œ": 0x8C]
        return text.unicodeScalars.map { high[$0] ?? UInt8($0.value) }
    }
}
