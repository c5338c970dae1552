import Basics
public import Hummingbird
public import NIOCore

/// A request's body that throws `tooLarge` as soon as it is known to be longer than allowed.
public struct BoundedBody: Sendable {
    /// Most bytes taken.
    public let limit: Int
    private let request: Request

    /// Refuses at once where `Content-Length` already tells that the body is too long.
    public init(of request: Request, limit: Int) throws {
        self.limit = limit
        self.request = request
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
    }

    public func makeReader() -> Reader { Reader(body: self, iterator: request.body.makeAsyncIterator()) }

    /// The whole body; only for bodies with a small limit.
    public func collect() async throws -> ByteBuffer {
        var reader = makeReader()
        var whole = ByteBuffer()
        while var piece = try await reader.next() { whole.writeBuffer(&piece) }
        return whole
    }

    fileprivate var tooLarge: Failure {
        Failure(
            .tooLarge, code: "request.too-large",
            "The request's body is larger than the \(ByteCount(limit)) that are taken here.")
    }

    public struct Reader {
        let body: BoundedBody
        var iterator: RequestBody.AsyncIterator
        var count = 0

        public mutating func next() async throws -> ByteBuffer? {
            guard let piece = try await iterator.next() else { return nil }
            count += piece.readableBytes
            guard count <= body.limit else { throw body.tooLarge }
            return piece
        }
    }
}
