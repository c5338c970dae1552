import Foundation

/// Whether a browser shows a file or saves it (RFC 6266).
public enum ContentDisposition: Sendable {
    /// Saved, never shown.
    case attachment
    /// Shown where the browser can; only for what cannot run, as images and PDF.
    case inline

    /// The header's value, with a plain name for old clients and the real one beside it (RFC 6266, appendix D).
    func value(naming name: String) -> String {
        let word = self == .inline ? "inline" : "attachment"
        let plain = String(
            name.unicodeScalars.map { scalar in
                (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\" && scalar != "%"
                    ? Character(scalar) : "_"
            })
        let encoded = name.addingPercentEncoding(withAllowedCharacters: attributeCharacters) ?? plain
        return "\(word); filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
    }
}

/// `attr-char` of RFC 8187, 3.2.1.
private let attributeCharacters = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~")
