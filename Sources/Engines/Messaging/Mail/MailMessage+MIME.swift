#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension MailMessage {
    /// The mail as it goes over the wire (RFC 5322, RFC 2045 to 2049; RFC 2387 for its pictures).
    ///
    /// Everything that is not ours is in base64 or in encoded words, so that no text of anybody can begin a header.
    public var bytes: [UInt8] {
        let domain = from.mailbox.split(separator: "@").last ?? "localhost"
        // A line of base64 cannot begin with dashes.
        let outer = "--related-\(identifier)"
        let inner = "--alternative-\(identifier)"
        var lines = [
            "From: \(from.field)", "To: \(to.field)", "Subject: \(MailHeader.encoded(subject))",
            "Date: \(MailDate.text(date))", "Message-ID: <\(identifier)@\(domain)>", "MIME-Version: 1.0",
            // What is sent by a machine is not answered by one (RFC 3834).
            "Auto-Submitted: auto-generated",
            "Content-Type: multipart/related; type=\"multipart/alternative\"; boundary=\"\(outer)\"", "",
            "--\(outer)", "Content-Type: multipart/alternative; boundary=\"\(inner)\"", "",
        ]
        for (type, content) in [("plain", text), ("html", html)] {
            lines += [
                "--\(inner)", "Content-Type: text/\(type); charset=utf-8", "Content-Transfer-Encoding: base64", "",
            ]
            lines.append(MailMessage.base64(Array(content.utf8)))
        }
        lines += ["--\(inner)--", ""]
        for picture in pictures {
            lines += [
                "--\(outer)", "Content-Type: \(picture.mediaType); name=\"\(picture.name).png\"",
                "Content-Transfer-Encoding: base64", "Content-ID: <\(picture.name)>",
                "Content-Disposition: inline; filename=\"\(picture.name).png\"", "",
            ]
            lines.append(MailMessage.base64(picture.bytes))
        }
        lines += ["--\(outer)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// In lines of 76 characters.
    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
    }
}
