import Files
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `OPTIONS`: what of tus is known here.
struct OptionsEndpoint: Sendable {
    /// Most bytes of an upload.
    let limit: Int64

    func options(_ request: Request, _ context: GateContext) async throws -> Response {
        Response(
            status: .noContent,
            headers: [
                .tusVersion: TusVersion.text,
                .tusExtension: "creation,creation-with-upload,termination,checksum,expiration,concatenation",
                .tusMaxSize: String(limit), .tusChecksumAlgorithm: UploadChecksum.algorithms,
            ])
    }
}
