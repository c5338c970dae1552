import Basics
import Foundation

/// A header value with parameters, as `form-data; name="file"; filename="a \"b\".xlsx"` (RFC 9110, 5.6.6).
struct HeaderParameters {
    /// The part before the first semicolon, lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String) {
        var rest = Substring(text)
        value = String(HeaderParameters.take(until: ";", from: &rest)).trimmed.lowercased()
        while !rest.isEmpty {
            let name = HeaderParameters.take(until: "=", from: &rest).trimmed.lowercased()
            rest = rest.drop { $0 == " " || $0 == "\t" }
            let content =
                rest.first == "\""
                ? HeaderParameters.quoted(from: &rest)
                : String(HeaderParameters.take(until: ";", from: &rest)).trimmed
            // The first of two parameters of one name counts.
            if !name.isEmpty, parameters[name] == nil { parameters[name] = content }
        }
    }

    subscript(name: String) -> String? { parameters[name] }

    /// `UTF-8''na%C3%AFve.xlsx` (RFC 8187); nil where it is not UTF-8.
    static func extendedValue(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return String(parts[2]).removingPercentEncoding
    }

    private static func take(until separator: Character, from rest: inout Substring) -> Substring {
        let end = rest.firstIndex(of: separator) ?? rest.endIndex
        defer { rest = end < rest.endIndex ? rest[rest.index(after: end)...] : "" }
        return rest[..<end]
    }

    /// A quoted string. A backslash escapes a quote or a backslash and otherwise stands for itself, since browsers of old
    /// sent whole Windows paths.
    private static func quoted(from rest: inout Substring) -> String {
        rest.removeFirst()
        var content = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                content.append(rest.removeFirst())
            } else {
                content.append(character)
            }
        }
        _ = take(until: ";", from: &rest)
        return content
    }
}
