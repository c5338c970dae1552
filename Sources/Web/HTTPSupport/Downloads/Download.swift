public import Basics
public import Blobs
import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore

/// A file on its way out, with everything that a browser and a cache are to know of it.
///
/// `ETag`, conditions, one or several ranges, `HEAD` (RFC 9110); whatever the bytes are, they run nowhere: the media type is
/// not guessed, and a page that they might be has no rights.
public struct Download: Sendable {
    private let name: String
    private let mediaType: String
    private let disposition: ContentDisposition
    private let caching: String
    private let modified: HTTPDate?

    /// - Parameters:
    ///   - name: what the file is to be called.
    ///   - mediaType: decided by us, never by whoever uploaded it.
    ///   - disposition: `inline` only for what cannot run.
    ///   - caching: `Cache-Control`; by default the caller's own browser may keep it, and asks each time.
    ///   - lastModified: when it came to be; nil where nobody knows.
    public init(
        name: String, mediaType: String, disposition: ContentDisposition = .attachment,
        caching: String = "private, no-cache", lastModified: Instant? = nil
    ) {
        self.name = name
        self.mediaType = mediaType
        self.disposition = disposition
        self.caching = caching
        modified = lastModified.map { HTTPDate($0) }
    }

    /// Streams a blob, or the parts of it that are asked for; its digest is the entity tag.
    public func response(of digest: Digest, in blobs: any BlobStore, for request: Request) async throws -> Response {
        try await response(tag: digest, for: request) { try await blobs.open(digest) }
    }

    /// Streams what a reader gives.
    ///
    /// - Parameter tag: the digest of these bytes, or of whatever else changes whenever they do.
    public func response(of reader: any BlobReader, tag: Digest, for request: Request) async throws -> Response {
        try await response(tag: tag, for: request) { reader }
    }

    /// A small file that was just made; it is read whole.
    public func response(ofFile path: String) throws -> Response {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func response(
        tag digest: Digest, for request: Request, open: () async throws -> any BlobReader
    ) async throws -> Response {
        let tag = EntityTag(digest)
        var headers = headers
        headers[.eTag] = tag.text
        headers[.lastModified] = modified?.description
        switch Precondition(request.headers, tag: tag, modified: modified) {
        case .met: break
        case .notModified: return Response(status: .notModified, headers: headers)
        case .failed: return Response(status: .preconditionFailed, headers: [.eTag: tag.text])
        }
        let reader = try await open()
        headers[.acceptRanges] = "bytes"
        switch ranges(of: request, tag: tag, size: reader.size) {
        case .whole:
            return Response(status: .ok, headers: headers, body: FileBody(0..<reader.size, of: reader).body)
        case .parts(let ranges) where ranges.count == 1:
            headers[.contentRange] = FileBody.contentRange(ranges[0], of: reader.size)
            return Response(status: .partialContent, headers: headers, body: FileBody(ranges[0], of: reader).body)
        case .parts(let ranges):
            let boundary = "part-\(digest.hex.prefix(24))-\(UInt64.random(in: .min ... .max))"
            headers[.contentType] = "multipart/byteranges; boundary=\(boundary)"
            let body = FileBody(ranges, of: reader, mediaType: mediaType, boundary: boundary)
            return Response(status: .partialContent, headers: headers, body: body.body)
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(reader.size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    /// A range is for GET alone (RFC 9110, 14.2).
    private func ranges(of request: Request, tag: EntityTag, size: Int64) -> RequestedRanges {
        guard request.method == .get, let text = request.headers[.range],
            Precondition.allowsRange(request.headers, tag: tag)
        else { return .whole }
        return RequestedRanges(text, size: size)
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [
            .contentType: mediaType, .contentDisposition: disposition.value(naming: name), .cacheControl: caching,
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        headers[.xContentTypeOptions] = "nosniff"
        return headers
    }
}
