public import Basics
public import HTTPTypes
public import Hummingbird
import NIOCore

extension Response {
    /// A JSON answer.
    public static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: value.utf8)))
    }

    /// 204, without a body.
    public static var noContent: Response { Response(status: .noContent) }
}
