import Basics
import Files
import Foundation

/// Reads `Upload-Metadata`: pairs of a name and a value in Base64, with commas between them.
struct UploadMetadata {
    /// As the sender wrote it.
    let text: String
    let fields: UploadFields

    /// Bytes of the header field.
    private static let longest = 16 * 1024

    /// Throws where a name stands twice, or a value is no Base64 of UTF-8.
    init(_ text: String?) throws {
        self.text = text ?? ""
        guard self.text.utf8.count <= UploadMetadata.longest else {
            throw UploadMetadata.malformed("is longer than \(ByteCount(UploadMetadata.longest))")
        }
        var values: [String: String] = [:]
        for pair in self.text.split(separator: ",") {
            let words = pair.trimmed.split(separator: " ", omittingEmptySubsequences: false)
            guard let name = words.first, !name.isEmpty, words.count <= 2 else {
                throw UploadMetadata.malformed("has something other than names, each with a space and a value")
            }
            let bytes = words.count == 1 ? Data() : Data(base64Encoded: String(words[1]))
            guard let bytes, let value = String(data: bytes, encoding: .utf8) else {
                throw UploadMetadata.malformed("has a value that is not UTF-8 in Base64")
            }
            guard values.updateValue(value, forKey: String(name)) == nil else {
                throw UploadMetadata.malformed("has a name twice")
            }
        }
        fields = try UploadFields(values)
    }

    private static func malformed(_ what: String) -> Failure {
        Failure(.invalid, code: "upload.metadata", "Upload-Metadata \(what).")
    }
}
