import Basics

/// The date of an answer (RFC 9110, 5.6.7), of which only the present form is read: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    static func read(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
            words[1].utf8.count == 2, words[3].utf8.count == 4
        else { return nil }
        let number = String(month + 101).dropFirst()
        return Instant(iso8601: "\(words[3])-\(number)-\(words[1])T\(words[4])Z")
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
