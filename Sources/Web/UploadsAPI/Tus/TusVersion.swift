import Basics
import HTTPSupport
import HTTPTypes
import Hummingbird

/// The version of tus that is spoken here.
enum TusVersion {
    static let text = "1.0.0"

    /// The handler behind a look whether the client speaks this version.
    static func required(
        _ handler: @escaping @Sendable (Request, GateContext) async throws -> Response
    ) -> @Sendable (Request, GateContext) async throws -> Response {
        { request, context in
            guard request.headers[.tusResumable] == text else {
                throw Failure(
                    .invalid, code: "upload.version", "tus \(text) is spoken here. Say so in the header Tus-Resumable.")
            }
            return try await handler(request, context)
        }
    }
}
