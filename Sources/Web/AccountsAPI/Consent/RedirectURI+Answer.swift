import HTTPTypes
import Hummingbird
import Identity

extension RedirectURI {
    /// Sends the browser back to the program, with parameters behind those that the address has (RFC 6749, 4.1.2).
    func answer(_ parameters: [(name: String, value: String?)]) -> Response {
        let query = parameters.compactMap { parameter in
            parameter.value.map { "\(parameter.name)=\(AuthorizeQuery.encoded($0))" }
        }.joined(separator: "&")
        return .redirect(to: "\(text)\(text.contains("?") ? "&" : "?")\(query)")
    }

    /// What a Content Security Policy calls the places that the browser may be sent to: the program may send it on to others of
    /// its own.
    var formTarget: String? {
        guard self != .outOfBand else { return nil }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        return scheme == "https" ? "https:" : "\(scheme): https:"
    }

    /// By which a person may know where they are sent: the host, or the app's own scheme.
    var place: String {
        guard let colon = text.firstIndex(of: ":") else { return text }
        let rest = text[text.index(after: colon)...]
        guard rest.hasPrefix("//"), ["http", "https"].contains(text[..<colon].lowercased()) else {
            return String(text[..<colon])
        }
        return String(rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" })
    }
}

extension Response {
    /// 303: the browser asks there by GET (RFC 9110, 15.4.4).
    static func redirect(to address: String) -> Response {
        var headers: HTTPFields = [.location: address, .cacheControl: "no-store"]
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "no-referrer" }
        return Response(status: .seeOther, headers: headers)
    }
}
