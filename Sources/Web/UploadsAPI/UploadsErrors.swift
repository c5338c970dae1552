import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// This API's own form of a failure, `{"code": "upload.offset", "message": "…"}`, with the statuses that tus gives them.
enum UploadsErrors {
    static func response(_ failure: Failure, _ context: GateContext) -> Response {
        var body: JSON = ["code": .string(failure.code), "message": .string(failure.message)]
        if failure.kind == .internal { body = body.merging(["request_id": .string(context.id)]) }
        var response = Response.json(body, status: status(of: failure))
        switch failure.code {
        case "upload.version": response.headers[.tusVersion] = TusVersion.text
        default: break
        }
        switch failure.kind {
        case .unauthenticated: response.headers[.wwwAuthenticate] = "Bearer"
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    private static func status(of failure: Failure) -> HTTPResponse.Status {
        switch failure.code {
        case "upload.header", "upload.metadata", "upload.parts", "upload.algorithm", "request.malformed": .badRequest
        case "upload.version": .preconditionFailed
        case "upload.media-type": .unsupportedMediaType
        case "upload.gone", "upload.link-used": .gone
        case "upload.locked": .init(code: 423, reasonPhrase: "Locked")
        case "upload.checksum": .init(code: 460, reasonPhrase: "Checksum Mismatch")
        default: failure.kind.status
        }
    }
}
