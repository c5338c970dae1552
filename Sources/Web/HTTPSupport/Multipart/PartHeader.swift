import Basics
import NIOCore

/// What a part of a form says of itself (RFC 7578, section 4).
public struct PartHeader: Sendable {
    /// The name of the form's field.
    public let name: String
    /// As the sender wrote it; nil where the part is no file. `SentFileName` makes it harmless.
    public let fileName: String?
    /// The sender's advice, lower case, without parameters.
    public let mediaType: String?

    init(lines: [String]) throws {
        var disposition: HeaderParameters?
        var type: String?
        for line in lines {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            switch halves[0].trimmed.lowercased() {
            case "content-disposition": disposition = HeaderParameters(halves[1].trimmed)
            case "content-type": type = halves[1].prefix { $0 != ";" }.trimmed.lowercased()
            default: break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition["name"] else {
            throw Failure(
                .invalid, code: "multipart.part", "A part has no Content-Disposition of form-data with a name.")
        }
        self.name = PartHeader.unescaped(name)
        fileName =
            disposition["filename*"].flatMap(HeaderParameters.extendedValue)
            ?? disposition["filename"].map(PartHeader.unescaped)
        mediaType = type
    }

    /// Browsers write a quote and line ends as `%22`, `%0D` and `%0A`, and no other byte so (HTML, 4.10.21.8).
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
