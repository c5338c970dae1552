/// A request's URL or body with `{to}` and `{text}` in it, which are filled in so that they stay what they are there.
public struct TextTemplate: Sendable {
    public enum Form: Sendable {
        /// Inside a string of JSON (RFC 8259).
        case json
        /// In a URL, or in a body of `application/x-www-form-urlencoded`: all but unreserved characters are escaped.
        case form
    }

    private let template: String
    private let form: Form

    public init(_ template: String, as form: Form) {
        self.template = template
        self.form = form
    }

    public func filled(text: String, to number: String) -> String {
        var filled = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...]
            if rest.hasPrefix("{to}") {
                filled += escaped(number)
                rest = rest.dropFirst(4)
            } else if rest.hasPrefix("{text}") {
                filled += escaped(text)
                rest = rest.dropFirst(6)
            } else {
                filled += "{"
                rest = rest.dropFirst()
            }
        }
        return filled + rest
    }

    private func escaped(_ value: String) -> String {
        var escaped = ""
        switch form {
        case .json:
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\"": escaped += "\\\""
                case "\\": escaped += "\\\\"
                case "\u{0}"..."\u{1F}", "\u{7F}":
                    let digits = String(scalar.value, radix: 16)
                    escaped += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                default: escaped.unicodeScalars.append(scalar)
                }
            }
        case .form:
            for byte in value.utf8 {
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                    escaped.unicodeScalars.append(Unicode.Scalar(byte))
                default:
                    let digits = String(byte, radix: 16, uppercase: true)
                    escaped += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
                }
            }
        }
        return escaped
    }
}
