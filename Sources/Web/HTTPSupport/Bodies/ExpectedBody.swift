import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// A body that its sender holds back until it is told that it is wanted (`Expect: 100-continue`, RFC 9110, 10.1.1).
///
/// `100 Continue` is sent when the body is first asked for: a request that is refused by its head alone never sends it.
struct ExpectedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    let channel: any Channel

    func makeAsyncIterator() -> Iterator {
        Iterator(body: body.makeAsyncIterator(), channel: channel)
    }

    struct Iterator: AsyncIteratorProtocol {
        var body: RequestBody.AsyncIterator
        var channel: (any Channel)?

        mutating func next() async throws -> ByteBuffer? {
            if let channel {
                self.channel = nil
                try await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)))
            }
            return try await body.next()
        }
    }
}
