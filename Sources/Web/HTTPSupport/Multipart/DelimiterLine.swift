/// What follows the boundary in its line (RFC 2046, 5.1.1).
enum DelimiterLine {
    /// White space and a line break, so many bytes: another part begins.
    case next(Int)
    /// Two hyphens: the parts end here.
    case last
    /// Anything else: the line is content.
    case content
    /// It cannot be told before more bytes are there.
    case unknown

    /// White space that a gateway may have added; more of it is content.
    private static let mostPadding = 64

    init(_ rest: some Collection<UInt8>) {
        let line = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let padding = rest.count - line.count
        switch (line.first, line.dropFirst().first) {
        case _ where padding > DelimiterLine.mostPadding: self = .content
        case (nil, _), (UInt8(ascii: "\r"), nil): self = .unknown
        case (UInt8(ascii: "\r"), UInt8(ascii: "\n")): self = .next(padding + 2)
        case (UInt8(ascii: "-"), nil) where padding == 0: self = .unknown
        case (UInt8(ascii: "-"), UInt8(ascii: "-")) where padding == 0: self = .last
        default: self = .content
        }
    }
}
