import Foundation
import Hummingbird

/// The parameters of a program's request, which go with the person from page to page.
struct AuthorizeQuery {
    private let pairs: [(name: String, value: String)]

    /// Nil for a text that is longer than any request.
    init?(_ text: String) {
        guard text.utf8.count <= 8192 else { return nil }
        pairs = text.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(halves[0]), halves.count == 2 ? Self.decoded(halves[1]) : "")
        }
    }

    private init(pairs: [(name: String, value: String)]) {
        self.pairs = pairs
    }

    /// The last of each name.
    var parameters: [String: String] {
        Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    /// As a query, in which nothing but names and values can stand.
    var text: String { pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&") }

    /// The same request from somebody who has just signed in, which is what `prompt=login` and `max_age` want.
    var afterSignIn: AuthorizeQuery {
        AuthorizeQuery(pairs: pairs.filter { !["prompt", "max_age"].contains($0.name) })
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// RFC 3986, 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }
}
