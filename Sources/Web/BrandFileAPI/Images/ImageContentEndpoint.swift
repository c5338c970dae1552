import Basics
import Blobs
import Catalog
import HTTPSupport
import HTTPTypes
import Hummingbird

/// `GET /api/image/{id}/content`: the bytes of an image that was fetched.
struct ImageContentEndpoint: Sendable {
    let catalogue: Catalogue
    let blobs: any BlobStore

    var routes: [Route<BrandFileContext>] { [Route(.get, "/api/image/{id}/content", content)] }

    private func content(_ request: Request, _ context: BrandFileContext) async throws -> Response {
        let image = try await catalogue.image(try context.id(of: "image"), by: context.principal)
        guard let digest = image.digest, let mediaType = image.mediaType else {
            throw Failure(
                .notFound, code: "image.not-stored", "This image is \(image.status.rawValue): there is nothing to send."
            )
        }
        let name = "\(image.id.hexKey).\(mediaType.split(separator: "/").last ?? "image")"
        let isSafe = ImageContentEndpoint.shown.contains(mediaType)
        return try await Download(
            name: name, mediaType: mediaType, disposition: isSafe ? .inline : .attachment,
            lastModified: image.modifiedAt
        ).response(of: digest, in: blobs, for: request)
    }

    /// What browsers show without anything in it being run.
    private static let shown: Set = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"]
}
