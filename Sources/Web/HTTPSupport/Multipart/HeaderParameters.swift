import Basics
import Foundation

/// A header value with parameters, as `form-data; name="file"; filename="a \"b\".xlsx"` (RFC 9110, 5.6.6).
///
/// Read byte by byte: to Swift a quote and the accent after it would be one character.
struct HeaderParameters {
    /// The part before the first semicolon, lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String) {
        var rest = Array(text.utf8)[...]
        value = HeaderParameters.word(until: .semicolon, from: &rest).lowercased()
        while !rest.isEmpty {
            let end = rest.firstIndex { $0 == .equals || $0 == .semicolon } ?? rest.endIndex
            guard end < rest.endIndex, rest[end] == .equals else {
                // A word without a value says nothing.
                rest = rest[end...].dropFirst()
                continue
            }
            let name = HeaderParameters.word(until: .equals, from: &rest).lowercased()
            rest = rest.drop { $0 == .space || $0 == .tab }
            let content =
                rest.first == .quote
                ? HeaderParameters.quoted(from: &rest) : HeaderParameters.word(until: .semicolon, from: &rest)
            // The first of two parameters of one name counts.
            if !name.isEmpty, parameters[name] == nil { parameters[name] = content }
        }
    }

    subscript(name: String) -> String? { parameters[name] }

    /// `UTF-8''na%C3%AFve.xlsx` (RFC 8187); nil where it is in another charset, or not in the one it names.
    static func extendedValue(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return String(parts[2]).removingPercentEncoding
    }

    private static func word(until separator: UInt8, from rest: inout ArraySlice<UInt8>) -> String {
        let end = rest.firstIndex(of: separator) ?? rest.endIndex
        defer { rest = rest[end...].dropFirst() }
        return String(decoding: rest[..<end], as: UTF8.self).trimmed
    }

    /// A quoted string. A backslash escapes a quote or a backslash and otherwise stands for itself, since browsers of old
    /// sent whole Windows paths.
    private static func quoted(from rest: inout ArraySlice<UInt8>) -> String {
        rest.removeFirst()
        var content: [UInt8] = []
        while let byte = rest.popFirst(), byte != .quote {
            if byte == .backslash, let next = rest.first, next == .quote || next == .backslash {
                content.append(next)
                rest.removeFirst()
            } else {
                content.append(byte)
            }
        }
        _ = word(until: .semicolon, from: &rest)
        return String(decoding: content, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate static let tab = UInt8(ascii: "\t")
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let semicolon = UInt8(ascii: ";")
    fileprivate static let equals = UInt8(ascii: "=")
    fileprivate static let backslash = UInt8(ascii: "\\")
}
