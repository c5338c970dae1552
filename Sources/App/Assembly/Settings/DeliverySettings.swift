import Access
import Basics
import HTTPSupport
import Messaging
import Outbound
import OutboundHTTP
import SMTP

/// What leaves this server by itself, and how: mails, texts and webhooks.
public struct DeliverySettings: Sendable {
    /// Nil: no mail is sent.
    let mail: (server: SMTPServer, sender: MailAddress)?
    /// Nil: no text is sent.
    let texts: HTTPTextGateway.Form?
    /// Whether webhooks may lead to addresses outside the public Internet.
    let webhooksPrivate: Bool
    /// Deliveries of one process at the same time.
    let concurrency: Int

    init(_ reader: SettingReader) throws {
        mail = try DeliverySettings.mail(reader)
        texts = try DeliverySettings.texts(reader)
        webhooksPrivate = try reader.flag("webhooks.allow-private-addresses")
        concurrency = min(try reader.integer("webhooks.concurrency"), 1000)
    }

    func means(_ settings: Settings) -> VirtualKeySending.Means {
        let base = settings.accessURL
        return VirtualKeySending.Means(
            mail: mail.map { (SMTPTransport($0.server, name: DeliverySettings.name(of: $0.sender)), $0.sender) },
            // The operator named this address, which may well be one of the operator's own network.
            texts: texts.map { HTTPTextGateway($0, requests: GuardedRequests(allowsPrivate: true)) },
            url: { path in base.map { $0 + path } })
    }

    var webhookRequests: any OutboundRequests { GuardedRequests(allowsPrivate: webhooksPrivate) }

    private static func mail(_ reader: SettingReader) throws -> (server: SMTPServer, sender: MailAddress)? {
        let address = try reader.text("mail.server")
        guard let security = SMTPServer.Security(rawValue: try reader.text("mail.security")) else {
            throw Settings.wrong("mail.security", "starttls, tls or none")
        }
        guard !address.isEmpty else { return nil }
        guard var server = SMTPServer(address, security: security) else {
            throw Settings.wrong("mail.server", "HOST or HOST:PORT")
        }
        guard let sender = MailAddress(written: try reader.text("mail.from")) else {
            throw Settings.wrong("mail.from", "NAME@DOMAIN or Name <NAME@DOMAIN>, where mail.server is set")
        }
        server.user = try reader.text("mail.user")
        server.password = try reader.text("mail.password")
        server.authorities = try reader.text("mail.ca-file")
        server.timeout = min(try reader.integer("mail.timeout"), 600)
        return (server, sender)
    }

    private static func texts(_ reader: SettingReader) throws -> HTTPTextGateway.Form? {
        let url = try reader.text("sms.url")
        let method = try reader.text("sms.method").uppercased()
        guard ["GET", "POST", "PUT"].contains(method) else { throw Settings.wrong("sms.method", "POST, PUT or GET") }
        guard !url.isEmpty else { return nil }
        let probe = TextTemplate(url, as: .form).filled(text: "text", to: "+1")
        guard WebAddress(probe) != nil else { throw Settings.wrong("sms.url", "an http or https URL") }
        return HTTPTextGateway.Form(
            url: url, method: method, contentType: try reader.text("sms.content-type"),
            body: try reader.text("sms.body"), headers: try headers(try reader.text("sms.headers")))
    }

    private static func headers(_ text: String) throws -> [(name: String, value: String)] {
        if text.isEmpty { return [] }
        let wrong = Settings.wrong("sms.headers", "a JSON object of texts, such as {\"Authorization\": \"Bearer …\"}")
        guard let members = JSON(text: text)?.members else { throw wrong }
        return try members.map { member in
            guard let value = member.value.string,
                member.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }),
                !member.name.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { throw wrong }
            return (member.name, value)
        }
    }

    /// The sender's domain, by which the mail server is greeted.
    private static func name(of sender: MailAddress) -> String {
        let domain = sender.mailbox.split(separator: "@").last ?? "localhost"
        return String(
            domain.unicodeScalars.filter {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-".unicodeScalars.contains($0))
            })
    }
}

extension Settings {
    /// What stands before the paths of `/v3` wherever nobody asks; nil where the server does not know its own address.
    var accessURL: String? { publicURL.flatMap { origin in surfaces["access"].map { origin + $0.prefix } } }
}
