import HTTPSupport
import HTTPTypes
import Hummingbird
import NIOCore

/// A page for a person: one card in the middle of the window.
struct Page {
    let title: String
    let content: HTML
    var status: HTTPResponse.Status = .ok
    /// Where its forms may lead besides this server, as a source of a Content Security Policy.
    var formTarget: String?

    /// - Parameter prefix: what stands before the surface's own paths.
    func response(prefix: String) -> Response {
        let document: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <link rel="stylesheet" href="\(prefix)\(Stylesheet.path)">
            </head>
            <body>
            <main>
            <p class="mark" aria-hidden="true"><span></span>Gatehouse</p>
            \(content)
            </main>
            </body>
            </html>

            """
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: document.text)))
    }

    /// Nothing runs on a page, nothing frames it, nothing keeps it, and the next server is not told its address.
    private var headers: HTTPFields {
        let forms = formTarget.map { "'self' \($0)" } ?? "'self'"
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            .contentSecurityPolicy: "default-src 'none'; style-src 'self'; form-action \(forms); base-uri 'none'; "
                + "frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "no-referrer" }
        if let name = HTTPField.Name("X-Frame-Options") { headers[name] = "DENY" }
        return headers
    }
}

extension Page {
    /// Something that went wrong, told to a person.
    static func problem(_ title: String, _ words: String, status: HTTPResponse.Status) -> Page {
        let advice: HTML = "<p class=\"quiet\">Nothing was shared. Go back to the app to try again.</p>"
        return Page(
            title: title, content: "<h1>\(title)</h1>\n<p class=\"problem\" role=\"alert\">\(words)</p>\n\(advice)",
            status: status)
    }
}
