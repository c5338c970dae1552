import Basics
import Testing

struct DigestTests {
    /// FIPS 180-4 examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `a digest is SHA-256`(text: String, hex: String) {
        #expect(Digest(of: text).hex == hex)
        #expect(Digest(of: Array(text.utf8)) == Digest(hex: hex))
    }

    @Test func `a digest fed piece by piece is the same`() {
        var builder = DigestBuilder()
        for byte in "abc".utf8 { withUnsafeBytes(of: byte) { builder.update($0) } }
        #expect(builder.finish() == Digest(of: "abc"))
    }

    @Test(arguments: [
        "", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
        String(repeating: "a", count: 63), String(repeating: "a", count: 65), String(repeating: "é", count: 32),
    ])
    func `what is not 64 lower-case hex digits is no digest`(text: String) {
        #expect(Digest(hex: text) == nil)
    }

    @Test func `bytes are written in lower-case hex`() {
        #expect(Hex.encode([0, 15, 16, 255]) == "000f10ff")
    }
}

struct SecretTests {
    @Test func `a secret does not print itself`() {
        let secret = Secret("hunter2")
        #expect(!"\(secret) \(String(reflecting: secret)) \([secret])".contains("hunter2"))
    }

    @Test func `random secrets differ and have the length that was asked for`() {
        let secrets = Set((0..<100).map { _ in Secret.random(bytes: 16, prefix: "gk_").exposed })
        #expect(secrets.count == 100)
        #expect(secrets.allSatisfy { $0.hasPrefix("gk_") && $0.utf8.count == 35 })
    }

    /// RFC 4231, test case 2.
    @Test func `a message is authenticated with HMAC-SHA256`() {
        #expect(
            Secret("Jefe").authenticationCode(for: "what do ya want for nothing?")
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test(arguments: [
        ("", "", true), ("a", "a", true), ("a", "b", false), ("a", "aa", false), ("é", "e\u{301}", false),
    ])
    func `texts are compared byte by byte`(left: String, right: String, same: Bool) {
        #expect(Secret.equal(left, right) == same)
    }
}

struct IDTests {
    enum Door {}

    @Test(arguments: [("0", 0), ("7", 7), ("9223372036854775807", Int64.max)] as [(String, Int64)])
    func `digits are an id`(text: String, number: Int64) {
        #expect(ID<Door>(text)?.number == number)
    }

    @Test(arguments: ["", "-1", "+1", " 1", "1.0", "9223372036854775808", "٣", "0x1"])
    func `anything else is not`(text: String) {
        #expect(ID<Door>(text) == nil)
    }
}

struct PageTests {
    @Test func `a page request is brought into range`() {
        #expect(PageRequest(number: 0, size: 0) == PageRequest(number: 1, size: 1))
        #expect(PageRequest(number: 3, size: 1000).size == 100)
        #expect(PageRequest(number: .max, size: 100).offset > 0)
        #expect(PageRequest(number: 3, size: 25).offset == 50)
    }

    @Test(arguments: [(0, 1), (1, 1), (25, 1), (26, 2), (50, 2), (51, 3)])
    func `the last page holds the last item`(total: Int, last: Int) {
        #expect(Page<Int>(items: [], total: total, request: PageRequest()).lastPage == last)
    }
}

struct ByteCountTests {
    @Test(arguments: [
        (0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 KiB"), (1536, "1.5 KiB"), (200 << 20, "200 MiB"),
        (3 << 29, "1.5 GiB"),
    ])
    func `a number of bytes is written for people`(bytes: Int, text: String) {
        #expect("\(ByteCount(bytes))" == text)
    }
}
