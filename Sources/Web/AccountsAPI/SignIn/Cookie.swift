import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// A cookie that only this server reads (RFC 6265): not for scripts, not for other sites' forms, and only over TLS where the
/// server is reached by it.
struct Cookie {
    let name: String
    let location: SurfaceLocation

    /// Lies in a browser that has a form open, and knows the form's token by it.
    static func form(at location: SurfaceLocation) -> Cookie { Cookie(name: "gatehouse_form", location: location) }

    /// Lies in a browser in which somebody is signed in.
    static func session(at location: SurfaceLocation) -> Cookie {
        Cookie(name: "gatehouse_session", location: location)
    }

    /// Nil where the browser has none, or one that cannot be ours: 64 hex digits.
    func value(in request: Request) -> Secret? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2, halves[0].trimmed == name else { continue }
                let value = halves[1].trimmed
                guard value.utf8.count == 64,
                    value.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
                else { return nil }
                return Secret(value)
            }
        }
        return nil
    }

    /// - Parameter lifetime: nil: until the browser is closed.
    func set(_ value: Secret, lifetime: Duration?, for request: Request) -> HTTPField {
        let age = lifetime.map { "; Max-Age=\($0.components.seconds)" } ?? ""
        return HTTPField(name: .setCookie, value: "\(name)=\(value.exposed)\(attributes(for: request))\(age)")
    }

    func removed(for request: Request) -> HTTPField {
        HTTPField(name: .setCookie, value: "\(name)=\(attributes(for: request)); Max-Age=0")
    }

    private func attributes(for request: Request) -> String {
        let secure = location.origin(for: request).hasPrefix("https:") ? "; Secure" : ""
        return "; Path=\(location.prefix.isEmpty ? "/" : location.prefix); HttpOnly; SameSite=Lax\(secure)"
    }
}
