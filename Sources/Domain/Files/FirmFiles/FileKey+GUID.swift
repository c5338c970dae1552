import Basics

extension FileKey {
    /// The key as a UUID of version 8 (RFC 9562, 5.8): its 24 digits, and zeros after them.
    public var guid: String {
        let digits = Array(text)
        func piece(_ range: Range<Int>) -> String { String(digits[range]) }
        return "\(piece(0..<8))-\(piece(8..<12))-8\(piece(12..<15))-8\(piece(15..<18))-\(piece(18..<24))000000"
    }

    /// Nil where the text is not the UUID of a key; braces around it and upper case are taken too.
    public init?(guid text: some StringProtocol) {
        var digits = text.lowercased()
        if digits.hasPrefix("{"), digits.hasSuffix("}") { digits = String(digits.dropFirst().dropLast()) }
        let parts = digits.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 5, parts.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
        self.init("\(parts[0])\(parts[1])\(parts[2].dropFirst())\(parts[3].dropFirst())\(parts[4].prefix(6))")
        guard guid == digits else { return nil }
    }
}
