import Basics
import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// What the header fields of a tus request say.
extension Request {
    /// A number of bytes; nil where the field is not there.
    func count(_ name: HTTPField.Name) throws -> Int64? {
        guard let text = headers[name] else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text) else {
            throw TusRequest.malformed("\(name.rawName) must be a number of bytes.")
        }
        return number
    }

    /// Where the bytes of this request belong.
    func uploadOffset() throws -> Int64 {
        guard let offset = try count(.uploadOffset) else {
            throw TusRequest.malformed("Say in Upload-Offset where the bytes belong.")
        }
        return offset
    }

    func uploadChecksum() throws -> UploadChecksum? { try headers[.uploadChecksum].map { try UploadChecksum($0) } }

    /// Whether bytes of the upload come along.
    var bringsBytes: Bool { headers.mediaType == TusRequest.mediaType }

    /// Whether there is a body, of any kind.
    var hasBody: Bool { headers[.transferEncoding] != nil || (headers[.contentLength] ?? "0") != "0" }

    /// `Content-Length`, where it is told.
    var announcedBytes: Int64? { headers[.contentLength].flatMap { Int64($0) } }
}

enum TusRequest {
    static let mediaType = "application/offset+octet-stream"

    static func malformed(_ message: String) -> Failure {
        Failure(.invalid, code: "upload.header", message)
    }

    static let otherMediaType = Failure(
        .invalid, code: "upload.media-type", "The bytes of an upload come as \(mediaType).")
}
