public import Foundation

extension Data {
    /// The bytes of a data URI in Base64 (RFC 2397); nil for any other text, or where there are none.
    ///
    /// Its media type is the sender's word and is not heeded. Line breaks, which many encoders write, are passed over.
    public init?(dataURI text: String) {
        let halves = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].hasPrefix("data:"), halves[0].hasSuffix(";base64") else { return nil }
        self.init(base64Encoded: String(halves[1]), options: .ignoreUnknownCharacters)
        if isEmpty { return nil }
    }
}
