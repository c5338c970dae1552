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

    /// Streams a blob, or the part of it that is asked for; its digest is the entity tag (RFC 9110, 8.8.3 and 14.2).
    public func response(of digest: Digest, in blobs: any BlobStore, for request: Request) async throws -> Response {
        let tag = "\"\(digest.hex)\""
        var headers = headers
        headers[.eTag] = tag
        if let known = request.headers[.ifNoneMatch], known.contains(tag) || known == "*" {
            return Response(status: .notModified, headers: headers)
        }
        let reader = try await blobs.open(digest)
        var bytes = 0..<reader.size
        var status = HTTPResponse.Status.ok
        headers[.acceptRanges] = "bytes"
        switch RequestedRange(request.headers, tag: tag, size: reader.size) {
        case .whole: break
        case .part(let part):
            (bytes, status) = (part, .partialContent)
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(reader.size)"
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(reader.size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        let body = ResponseBody(contentLength: bytes.count) { [bytes] writer in
            var offset = bytes.lowerBound
            while offset < bytes.upperBound {
                let piece = try await reader.read(
                    offset: offset, most: Int(min(256 * 1024, bytes.upperBound - offset)))
                if piece.isEmpty { break }
                offset += Int64(piece.count)
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
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
