import Foundation
import Messaging
import Testing

/// That mail programs read it is tested with a mail server.
struct MailMessageTests {
    private static let evil = "Anna\r\nBcc: all@example.org\r\n\r\n<b>hello</b>"

    @Test func `nobody's words begin a header or end the head`() throws {
        let message = MailMessage(
            from: try #require(MailAddress("doors@example.org", name: Self.evil)),
            to: try #require(MailAddress("guest@example.org", name: Self.evil)), subject: Self.evil,
            text: Self.evil + "\r\n.\r\n", html: Self.evil,
            pictures: [.init(name: "qr", mediaType: "image/png", bytes: [1, 2, 3])], identifier: "key-1", date: 0)
        let text = String(decoding: message.bytes, as: UTF8.self)
        #expect(!text.contains("Bcc") && !text.contains("hello"))
        let head = try #require(text.firstRange(of: "\r\n\r\n").map { text[..<$0.lowerBound] })
        let names = head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "Content-Type",
            ])
        #expect(head.contains("Date: Thu, 1 Jan 1970 00:00:00 +0000"))
        // No bare line ends, no line of a dot, none too long (RFC 5322, 2.1.1).
        for line in text.components(separatedBy: "\r\n") {
            #expect(!line.contains("\n") && !line.contains("\r") && line != "." && line.utf8.count <= 200)
        }
    }

    @Test func `long names are cut into encoded words that fit`() throws {
        let name = String(repeating: "Größe 🔑 ", count: 20)
        let message = MailMessage(
            from: try #require(MailAddress("a@example.org")), to: try #require(MailAddress("b@example.org")),
            subject: name, text: "", html: "", identifier: "1", date: 0)
        let text = String(decoding: message.bytes, as: UTF8.self)
        let words = text.matches(of: /=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/)
        let subject = words.compactMap { Data(base64Encoded: String($0.output.1)) }.map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(subject.joined() == name)
        #expect(words.allSatisfy { $0.output.0.utf8.count <= 75 })
    }

    @Test(arguments: [
        "", "nobody", "a@b@c", "a b@example.org", "a@example.org\r\nBcc: b@example.org", "<a@example.org>",
        "@example.org",
        "a@", "a,b@example.org", "a@\(String(repeating: "x", count: 260))",
    ])
    func `what is no mailbox is refused`(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func `an operator writes a sender with a name or without`() {
        #expect(MailAddress(written: "doors@example.org")?.mailbox == "doors@example.org")
        let named = MailAddress(written: "\"The Doors\" <doors@example.org>")
        #expect(named?.name == "The Doors" && named?.mailbox == "doors@example.org")
    }
}
