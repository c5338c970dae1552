/// A mailbox that mail goes to or comes from, with a name or without (RFC 5322, 3.4).
public struct MailAddress: Hashable, Sendable {
    /// `local@domain`.
    public let mailbox: String
    public let name: String?

    /// Nil where the mailbox is none: one `@` with something on both sides, no white space, brackets or control characters,
    /// 254 bytes at most. A name loses what would end a line.
    public init?(_ mailbox: String, name: String? = nil) {
        let parts = mailbox.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard mailbox.utf8.count <= 254, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
            mailbox.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !"<>()[],;:\\\"".utf8.contains($0) })
        else { return nil }
        self.mailbox = mailbox
        self.name = name.map(MailHeader.singleLine).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Reads `local@domain` and `Name <local@domain>`, as an operator writes them.
    public init?(written text: String) {
        guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
            self.init(text)
            return
        }
        let name = text[..<open].filter { $0 != "\"" }
        self.init(
            String(text[text.index(after: open)...].dropLast()),
            name: name.split(separator: " ").joined(separator: " "))
    }

    /// As it stands in a header.
    var field: String { name.map { "\(MailHeader.encoded($0)) <\(mailbox)>" } ?? mailbox }
}
