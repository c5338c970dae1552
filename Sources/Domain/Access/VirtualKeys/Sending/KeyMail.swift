import Basics
import Messaging
import QRCodes

/// The mail and the text in which a visitor gets a key.
struct KeyMail {
    let key: VisitorKey
    /// The page of the key; nil where nobody knows how this server is reached from outside.
    let link: String?

    private var host: String { key.host ?? "Unit \(key.unit)" }

    func message(from sender: MailAddress, to mailbox: MailAddress, at now: Instant) -> MailMessage {
        let picture = key.token.flatMap { QRCode($0.exposed)?.png() }
        return MailMessage(
            from: sender, to: mailbox, subject: "Your key for \(key.building)", text: text,
            html: html(hasPicture: picture != nil),
            pictures: picture.map { [.init(name: "qr", mediaType: "image/png", bytes: $0)] } ?? [],
            identifier: "virtual-key-\(key.id)", date: now.microseconds / 1_000_000)
    }

    /// A text for phones, some 200 characters.
    var shortText: String {
        let pin = key.pin.map { " PIN \($0.text)," } ?? ""
        let page = link.map { " \($0)" } ?? ""
        return "\(host) gave you a key for \(key.building):\(pin) \(key.times.joined(separator: " ")).\(page)"
    }

    private var text: String {
        var lines = ["\(host) gave you a key for \(key.building).", ""]
        if !key.address.isEmpty { lines.append("Where: \(key.address)") }
        if !key.doors.isEmpty { lines.append("Doors: \(key.doors.joined(separator: ", "))") }
        lines.append("When: \(key.times.joined(separator: " "))")
        if key.isOneTime { lines.append("It opens once.") }
        if let pin = key.pin { lines.append("PIN: \(pin.text)") }
        if let link { lines += ["", "Show the QR code of this page to the panel, or type the PIN:", link] }
        return (lines + [""]).joined(separator: "\r\n")
    }

    private func html(hasPicture: Bool) -> String {
        func row(_ name: String, _ value: String) -> String {
            "<p style=\"margin:0 0 8px\"><span style=\"color:#666\">\(name)</span><br>\(HTMLText.escaped(value))</p>"
        }
        var parts = [
            "<p style=\"font-size:18px;margin:0 0 16px\">\(HTMLText.escaped(host)) gave you a key for "
                + "<b>\(HTMLText.escaped(key.building))</b>.</p>"
        ]
        if let pin = key.pin {
            parts.append(
                "<p style=\"margin:0 0 8px;color:#666\">PIN</p><p style=\"font:bold 32px monospace;letter-spacing:6px;"
                    + "margin:0 0 16px\">\(HTMLText.escaped(pin.text))</p>")
        }
        if hasPicture {
            parts.append(
                "<p><img src=\"cid:qr\" alt=\"QR code\" width=\"240\" height=\"240\" style=\"background:#fff\"></p>")
        }
        parts.append(row("When", key.times.joined(separator: " ")))
        if key.isOneTime { parts.append(row("How often", "once")) }
        if !key.doors.isEmpty { parts.append(row("Doors", key.doors.joined(separator: ", "))) }
        if !key.address.isEmpty { parts.append(row("Where", key.address)) }
        if let link {
            parts.append("<p><a href=\"\(HTMLText.escaped(link))\">Show this key in a browser</a></p>")
        }
        return """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your key</title></head>
            <body style="font-family:sans-serif;line-height:1.4;max-width:480px;margin:0 auto;padding:16px">
            \(parts.joined(separator: "\r\n"))
            </body></html>
            """
    }
}
