/// The parameters of a query in the order in which they were sent, decoded (RFC 3986, 2.1; `+` is a space).
public struct QueryParameters: Sendable, Equatable {
    public private(set) var pairs: [(name: String, value: String)]

    /// What is more is left out.
    public static let most = 200

    /// - Parameter text: what stands behind the first `?`. A name may have another one before it, as samples have.
    public init(_ text: some StringProtocol) {
        pairs = text.split(separator: "&").prefix(QueryParameters.most).map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = QueryParameters.decoded(halves[0].drop { $0 == "?" })
            return (name, halves.count == 2 ? QueryParameters.decoded(halves[1]) : "")
        }
    }

    /// The last value of this name.
    public subscript(name: String) -> String? {
        pairs.last { $0.name == name }?.value
    }

    /// With this parameter in place of those of the same name; nil takes them away.
    public func with(_ name: String, _ value: String?) -> QueryParameters {
        var copy = self
        copy.pairs.removeAll { $0.name == name }
        if let value { copy.pairs.append((name, value)) }
        return copy
    }

    /// Sorted by name, everything but unreserved characters in percent-encoding.
    public var text: String {
        pairs.enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map { pair in
            "\(QueryParameters.encoded(pair.element.name))=\(QueryParameters.encoded(pair.element.value))"
        }.joined(separator: "&")
    }

    public static func == (left: QueryParameters, right: QueryParameters) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    /// As it stands where the percent-encoding is wrong.
    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var place = 0
        while place < source.count {
            switch source[place] {
            case 0x2B: bytes.append(0x20)
            case 0x25:
                guard place + 2 < source.count, let high = digit(source[place + 1]), let low = digit(source[place + 2])
                else { return String(text) }
                bytes.append(high << 4 | low)
                place += 2
            case let byte: bytes.append(byte)
            }
            place += 1
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let isLetterOrDigit = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
            if isLetterOrDigit || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
