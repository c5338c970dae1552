import Access
import HTTPSupport
import HTTPTypes
import Hummingbird

/// A page of HTML for visitors: made for phones, readable in the dark, without scripts and without anything of others.
struct KeyPage: Sendable {
    private let title: String
    /// HTML.
    private let content: String

    /// - Parameter image: the QR code's address, relative to the page's.
    init(of key: VisitorKey, image: String) {
        title = "Key for \(key.building)"
        let host = key.host ?? "Unit \(key.unit)"
        var parts = [
            "<p class=\"from\">\(HTMLText.escaped(host)) gave you a key for</p>",
            "<h1>\(HTMLText.escaped(key.building))</h1>",
        ]
        if !key.address.isEmpty { parts.append("<p class=\"address\">\(HTMLText.escaped(key.address))</p>") }
        if key.token != nil {
            parts.append(
                "<div class=\"code\"><img src=\"\(HTMLText.escaped(image))\" alt=\"QR code that opens the door\" "
                    + "width=\"264\" height=\"264\"></div>")
        }
        if let pin = key.pin {
            parts.append(
                "<p class=\"label\">PIN</p><p class=\"pin\">\(HTMLText.escaped(KeyPage.spaced(pin.text)))</p>")
        }
        parts.append("<p class=\"how\">\(KeyPage.instructions(key))</p><dl>")
        parts.append(KeyPage.entry("When", key.times.map(HTMLText.escaped).joined(separator: "<br>")))
        if key.isOneTime { parts.append(KeyPage.entry("How often", "It opens once.")) }
        if !key.doors.isEmpty {
            parts.append(KeyPage.entry("Doors", key.doors.map(HTMLText.escaped).joined(separator: "<br>")))
        }
        parts.append(KeyPage.entry("For", HTMLText.escaped(key.name)) + "</dl>")
        content = parts.joined(separator: "\n")
    }

    static let dead = KeyPage(
        title: "This key is over",
        text: "It has expired, was used up, or was taken back. Ask whoever gave it to you for another.")
    static let unknown = KeyPage(
        title: "There is no such key", text: "Check that the link is complete, or ask whoever sent it to you.")

    private init(title: String, text: String) {
        self.title = title
        content = "<h1>\(HTMLText.escaped(title))</h1>\n<p class=\"how\">\(HTMLText.escaped(text))</p>"
    }

    func response(_ status: HTTPResponse.Status) -> Response {
        var headers = KeyPage.headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// Nobody keeps a copy, follows a link with the key's address, finds it in a search, or puts it into a frame.
    static var headers: HTTPFields {
        var headers = HTTPFields()
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in [
            ("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex, nofollow"),
            (
                "content-security-policy",
                "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'"
            ),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }

    private static func instructions(_ key: VisitorKey) -> String {
        switch (key.token != nil, key.pin != nil) {
        case (true, true): "Hold the code before the camera of the door's panel, or type the PIN there."
        case (true, false): "Hold the code before the camera of the door's panel."
        case (false, _): "Type the PIN at the door's panel."
        }
    }

    private static func entry(_ name: String, _ html: String) -> String { "<dt>\(name)</dt><dd>\(html)</dd>" }

    /// In threes, as people read digits.
    private static func spaced(_ pin: String) -> String {
        guard pin.count == 6 else { return pin }
        return "\(pin.prefix(3)) \(pin.suffix(3))"
    }

    private var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTMLText.escaped(title))</title>
        <style>\(KeyPage.style)</style>
        </head>
        <body>
        <main>
        \(content)
        </main>
        </body>
        </html>
        """
    }

    private static let style = """
        :root { --ground: #eef1f4; --card: #fff; --ink: #16202a; --quiet: #5b6875; --line: #dde3e9; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0e1318; --card: #182028; --ink: #eaf0f5; --quiet: #9aa8b5; --line: #2a3540; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 20px 16px; background: var(--ground); color: var(--ink); line-height: 1.45;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; font-size: 17px; }
        main { max-width: 420px; margin: 0 auto; padding: 28px 24px; background: var(--card); text-align: center;
          border: 1px solid var(--line); border-radius: 18px; overflow-wrap: anywhere; }
        h1 { font-size: 26px; line-height: 1.2; margin: 2px 0 6px; }
        p { margin: 0; }
        .from, .address, .how, .label, dt { color: var(--quiet); }
        .from, .address { font-size: 15px; }
        .code { margin: 22px auto 18px; padding: 12px; width: fit-content; background: #fff; border-radius: 14px;
          border: 1px solid var(--line); }
        .code img { display: block; width: min(264px, 62vw); height: auto; image-rendering: pixelated; }
        .label, dt { font-size: 13px; letter-spacing: .06em; text-transform: uppercase; }
        .pin { font-size: 38px; font-weight: 700; letter-spacing: .08em; font-variant-numeric: tabular-nums;
          margin-bottom: 14px; }
        .how { font-size: 15px; margin-bottom: 20px; }
        dl { margin: 0; padding-top: 6px; border-top: 1px solid var(--line); text-align: left; }
        dt { margin-top: 14px; }
        dd { margin: 2px 0 0; }
        """
}
