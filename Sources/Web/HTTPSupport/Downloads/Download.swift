public import Basics
public import Blobs
import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore

/// A file on its way out: saved by the browser, never shown in the page.
public struct Download: Sendable {
    private let name: String
    private let mediaType: String

    /// - Parameters:
    ///   - name: what the file is to be called.
    ///   - mediaType: decided by us, never by whoever uploaded it.
    public init(name: String, mediaType: String) {
        self.name = name
        self.mediaType = mediaType
    }

    /// Streams a blob; its digest is the entity tag (RFC 9110, 8.8.3).
    public func response(of digest: Digest, in blobs: any BlobStore, for request: Request) async throws -> Response {
        let tag = "\"\(digest.hex)\""
        var headers = headers
        headers[.eTag] = tag
        if let known = request.headers[.ifNoneMatch], known.contains(tag) || known == "*" {
            return Response(status: .notModified, headers: headers)
        }
        let reader = try await blobs.open(digest)
        let body = ResponseBody(contentLength: Int(reader.size)) { writer in
            var offset: Int64 = 0
            while true {
                let piece = try await reader.read(offset: offset, most: 256 * 1024)
                if piece.isEmpty { break }
                offset += Int64(piece.count)
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// A small file that was just made; it is read whole.
    public func response(ofFile path: String) throws -> Response {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [
            .contentType: mediaType, .contentDisposition: disposition, .cacheControl: "private, no-cache",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        headers[.xContentTypeOptions] = "nosniff"
        return headers
    }

    /// `attachment` with a plain name for old clients and the real one beside it (RFC 6266, appendix D).
    private var disposition: String {
        let plain = String(
            name.unicodeScalars.map { scalar in
                (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\" && scalar != "%"
                    ? Character(scalar) : "_"
            })
        let allowed = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~")
        let encoded = name.addingPercentEncoding(withAllowedCharacters: allowed) ?? plain
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
    }
}
