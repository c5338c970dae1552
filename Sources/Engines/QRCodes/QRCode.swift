import CQRCode

/// A QR code (ISO/IEC 18004) of a text, as a square of light and dark modules.
public struct QRCode: Sendable {
    /// Modules of a side, without the quiet zone.
    public let size: Int
    private let dark: [Bool]

    /// The smallest code that carries the text and can be read with 15 % of it damaged (level M).
    ///
    /// Nil where the text is empty, or longer than 1,000 bytes.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...1000).contains(bytes.count),
            let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        // The lowest bit of each module is its colour.
        dark = (0..<size * size).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// Whether a module is dark; outside the code everything is light.
    public func isDark(column: Int, row: Int) -> Bool {
        (0..<size).contains(column) && (0..<size).contains(row) && dark[row * size + column]
    }
}
