public import Foundation

/// The bytes of a data URI in Base64 (RFC 2397); nil for any other text. Its media type is the sender's word and is not heeded.
///
/// Line breaks in the Base64, as many encoders write them, are passed over.
public func dataURIBytes(_ text: String) -> Data? {
    let halves = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].hasPrefix("data:"), halves[0].hasSuffix(";base64"),
        let bytes = Data(base64Encoded: String(halves[1]), options: .ignoreUnknownCharacters), !bytes.isEmpty
    else { return nil }
    return bytes
}
